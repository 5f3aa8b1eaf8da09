-- The job in SQL, as well as it can be said. The view `usage` has the records, whatever file they come from; `plan` the lines of the plan.
-- Amounts are whole numbers of minor units, rounded half up once per line.

create macro scaled(price) as (price::decimal(38, 6) * 1000000)::hugeint;
create macro divided(amount, by_) as (2 * amount + by_) // (2 * by_);
create macro money(quantity, price, digits) as
  divided(quantity::hugeint * scaled(price), case digits when 2 then 10000::hugeint else 1000000::hugeint end);
create macro decimal_text(amount, digits) as
  case digits when 0 then amount::varchar
  else (amount // 100)::varchar || '.' || lpad((amount % 100)::varchar, 2, '0') end;

create table agreement as
select (row_number() over ())::smallint as agreement, cells[2] as name, cells[3]::bigint as begins, cells[4]::bigint as ends, cells[5]::int as digits,
       cells[6]::int as sms, cells[7]::int as whatsapp, cells[8]::int as voice, cells[9] as originated,
       cells[10]::bigint as users_included, cells[11] as users_fee, cells[12] as users_overage, cells[13]::int as increment,
       cells[14] as detection, cells[15] as email, cells[16]::bigint as sessions_included, cells[17] as sessions_fee,
       cells[18] as sessions_overage, cells[19] as storage
from plan where cells[1] = 'agreement';

create table rate as
select cells[2] as service, cells[3]::int as card, cells[4] as key, cells[5] as price, cells[6]::bigint as begins, cells[7]::bigint as ends
from plan where cells[1] = 'row';

-- Each event once, with what the contracts ask of its fields.
create table event as
select agreement, kind, instant, copies, instant >= a.begins and instant < a.ends as in_force, instant < a.ends as before_end, key, rate, value, holds, more
from (
  select subject, any_value(substr(type, 5)) as kind, any_value(epoch_ms(time) - 1772236800000) as instant, count(*) as copies,
         any_value(case when type like 'sdl.answers.%' then "user" || ' ' || chatbot
                        when type like 'sdl.whatsapp.%' then "user"
                        else coalesce(address, call) end) as key,
         any_value(case when type = 'sdl.voice-messages.call.v1' then substr(destination, 2, 6)
                        when network is null then destination
                        else coalesce(destination, origin) || '/' || network end) as rate,
         any_value(coalesce(duration, length)) as value,
         any_value(coalesce(result = 'accepted', answeredBy <> 'nobody', validation = 'passed', kind = 'permanent', "from" = 'endUser',
                            storage <> 'client',
                            case when type = 'sdl.sms.outbound.v1' then status in ('submitted', 'delivered', 'failed') else status = 'delivered' end
                            )) as holds,
         any_value(coalesce(machineDetection, format = 'template')) as more
  from usage group by subject, source, id
) join agreement a on a.name = subject;

create table line (agreement smallint, clause varchar, kind varchar, key varchar, quantity varchar, price varchar, amount hugeint);
create macro lines_of(counted) as table
  select agreement, clause, kind, key, quantity::varchar, price, money(quantity, price, digits)
  from query_table(counted) join agreement using (agreement) where quantity > 0;

create table counted as
select agreement, 'SMS.MobileTerminated' as clause, 'charge' as kind, rate.key, rate.price, count(*) as quantity
from event join agreement a using (agreement) join rate on service = 'sms' and card = a.sms and rate.key = event.rate
where event.kind = 'sms.outbound.v1' and in_force and holds and instant >= rate.begins and instant < rate.ends group by all;

insert into counted
select agreement, 'SMS.MobileOriginated', 'charge', '', originated, count(*)
from event join agreement using (agreement) where kind = 'sms.inbound.v1' and in_force and holds group by all;

-- Windows: the last message of the user, at the instant or before it.
create table outbound as
select o.agreement, o.instant, o.key, o.rate, o.holds, o.more, coalesce(o.instant < i.instant + 86400000, false) as inside
from (select * from event where kind = 'whatsapp.outbound.v1' and in_force) o
asof left join (select agreement, key, instant from event where kind = 'whatsapp.inbound.v1' and before_end) i
  on o.agreement = i.agreement and o.key = i.key and o.instant >= i.instant;

insert into counted
select agreement, 'WhatsApp.TemplateMessage', 'charge', rate.key, rate.price, count(*)
from outbound join agreement a using (agreement) join rate on service = 'whatsapp' and card = a.whatsapp and rate.key = outbound.rate
where holds and more and not inside and instant >= rate.begins and instant < rate.ends group by all;

create table active as select agreement, count(distinct key) as users from outbound where holds group by all;
insert into counted
select agreement, 'WhatsApp.MonthlyActiveUserFee', 'package', '', users_fee, 1 from agreement
union all
select agreement, 'WhatsApp.MonthlyActiveUserFee', 'overage', '', users_overage, users - users_included
from agreement join active using (agreement);

-- The row of the longest prefix that has one: for each beginning of a number that occurs, and each time between two changes of a card.
create table span as
select card, instant as begins, lead(instant, 1, 4294967295) over (partition by card order by instant) as ends
from (select card, begins as instant from rate where service = 'voice' union select card, ends from rate where service = 'voice')
where instant < 4294967295;
create table prefix as
select card, number, span.begins, span.ends, arg_max(key, length(key)) as key, arg_max(price, length(key)) as price
from (select distinct rate as number from event where kind = 'voice-messages.call.v1')
join rate on service = 'voice' and starts_with(number, key)
join span using (card) where rate.begins <= span.begins and span.ends <= rate.ends group by all;

create table call as
select agreement, instant, rate, value, more from event where kind = 'voice-messages.call.v1' and in_force and holds;
insert into counted
select agreement, 'VoiceMessages.CallTime', 'charge', prefix.key, prefix.price, sum(greatest(1, (value + increment - 1) // increment))
from call join agreement a using (agreement) join prefix on card = a.voice and number = rate
where instant >= prefix.begins and instant < prefix.ends group by all;
insert into counted
select agreement, 'VoiceMessages.MachineDetection', 'charge', '', detection, count(*)
from call join agreement using (agreement) where more group by all;

-- The list: the last change of an address, at the instant or before it; at one instant additions come after removals.
insert into counted
select m.agreement, case when coalesce(s.listed, 0) = 1 then 'Email.SuppressedEmail' else 'Email.SubmittedEmail' end, 'charge', '', a.email, count(*)
from (select agreement, key, instant from event where kind = 'email.email.v1' and in_force and holds) m
asof left join (
  select agreement, key, instant, max((kind = 'email.bounce.v1')::int) as listed from event
  where before_end and (kind = 'email.reinstatement.v1' or (kind = 'email.bounce.v1' and holds)) group by all
) s on m.agreement = s.agreement and m.key = s.key and m.instant >= s.instant
join agreement a on a.agreement = m.agreement group by all;

-- Sessions: half an hour of silence or an ending parts the messages; each part has a session if the end user wrote in it.
create table session as
select agreement, min(instant) filter (holds) as opened
from (
  select *, sum(parts::int) over (partition by agreement, key order by instant, message rows unbounded preceding) as part
  from (
    select *, not coalesce(lag(message) over own and instant < lag(instant) over own + 1800000, false) as parts
    from (select agreement, key, instant, kind = 'answers.message.v1' as message, holds from event where kind like 'answers.%' and before_end)
    window own as (partition by agreement, key order by instant, message)
  )
) where message group by agreement, key, part;
create table opened as
select agreement, count(*) as sessions from session join agreement a using (agreement)
where opened >= a.begins group by all;
insert into counted
select agreement, 'Answers.SessionPackage', 'package', '', sessions_fee, 1 from agreement
union all
select agreement, 'Answers.SessionPackage', 'overage', '', sessions_overage, sessions - sessions_included
from agreement join opened using (agreement);

insert into line select * from lines_of('counted');

-- Storage: until the next removal; a recording is stored once. Minutes are stated to twelve digits.
insert into line
select agreement, 'Recording.StorageByLength', 'charge', '', rtrim(rtrim((minutes // 1000000000000)::varchar || '.' || lpad((minutes % 1000000000000)::varchar, 12, '0'), '0'), '.'),
       storage, divided(minutes * scaled(storage), case digits when 2 then 10000000000000000::hugeint else 1000000000000000000::hugeint end)
from (
  select agreement, divided(sum(value * days)::hugeint * 1000000000000, 60) as minutes
  from (
    select s.agreement, s.value, (least(coalesce(r.instant, a.ends), a.ends) - s.instant + 86399999) // 86400000
           - greatest(0, (a.begins - s.instant + 86399999) // 86400000) as days
    from (select agreement, key, instant, value from event where kind = 'recording.recording-stored.v1' and before_end and holds) s
    asof left join (select agreement, key, instant from event where kind = 'recording.recording-removed.v1' and before_end) r
      on s.agreement = r.agreement and s.key = r.key and s.instant < r.instant
    join agreement a on a.agreement = s.agreement
  ) where days > 0 group by all
) join agreement using (agreement);
