/** One fixture for each rule of `sdl diff`: what is written otherwise, and all that must be found: "rule severity element". */
export interface Fixture {
  readonly name: string;
  readonly edits: Readonly<Record<string, string>>;
  readonly finds: readonly string[];
}

const fixture = (name: string, edits: Fixture["edits"], ...finds: readonly string[]): Fixture => ({ name, edits, finds });

export const fixtures: readonly Fixture[] = [
  // any element
  fixture(
    "a charge comes",
    {
      "  fee Setup": '  charge More { title en "more" vi "thêm" for each Opened in addition to Setup }\n  fee Setup',
      "Slow at 0.01 EUR": "Slow at 0.01 EUR\nMore at 1 EUR",
    },
    "added scope More",
    "price-added price Post.More",
  ),
  fixture(
    "a charge goes",
    { '  charge Slow { title en "slow letter" vi "thư chậm" for each Asked }\n': "", "    Slow at 0.01 EUR\n": "" },
    "removed scope Slow",
    "price-removed price Post.Slow",
  ),
  fixture(
    "a minimum comes",
    {
      "  forbid TooMany":
        '  minimum Other { title en "other" vi "khác" 5 EUR per calendar month of Slow when post-pay invoice the shortfall }\n  forbid TooMany',
    },
    "added price Other",
  ),
  fixture(
    "an element has another name",
    { "window Answering": "window Reply", "outside Answering": "outside Reply", "inside Answering": "inside Reply" },
    "renamed term Reply",
  ),
  fixture(
    "an event has another name",
    {
      "event Asked": "event Question",
      "last Asked": "last Question",
      "opens on Asked": "opens on Question",
      "for each Asked": "for each Question",
    },
    "record-type scope Question",
    "renamed scope Question",
  ),
  fixture("a title", { '"letter" vi': '"letters" vi' }, "title text Letter"),
  fixture("a short form", { 'short "MU"': 'short "MAU"' }, "short-form text Users"),
  fixture("a comment", { "/// What a letter costs.": "/// What letters cost." }, "comment editorial Letter"),
  fixture(
    "another product",
    {
      "charges Letter, Rent": "charges Letter",
      "charges Reading": "charges Reading, Rent",
      "Rent at 5 EUR": "Bundle 10 for 5 EUR",
    },
    "price-added price Post.Bundle",
    "price-removed price Post.Rent",
    "product scope Rent",
  ),

  // rules on events
  fixture("another kind of event", { "for each Asked": "for each Closed" }, "events scope Slow"),
  fixture(
    "another condition",
    { "kind is plain outside Answering": "kind is plain and place is VN outside Answering" },
    "condition scope Letter",
  ),
  fixture(
    "another count",
    { "for each commenced Step of length": "for each commenced 30 seconds of length" },
    "counting price Letter",
  ),
  fixture(
    "a count with a limit",
    {
      "number of Talk opened": "number of Talk opened at most 100",
      "for each Box at its peak": "for each Box at its peak at most Rooms",
    },
    "most-counted price Rent",
    "most-counted price Talks",
  ),
  fixture(
    "other circumstances",
    { "for each Asked }": "for each Asked when subscribed to Post.Extra }", "    Slow at 0.01 EUR\n": "" },
    "circumstances scope Slow",
    "price-removed price Post.Slow",
  ),
  fixture(
    "another alternative",
    {
      "    alternative to Bundle\n": "",
      "    Rent at 5 EUR": "    Rent at 5 EUR\n    Bundle 5 for 5 EUR",
    },
    "alternative scope Rent",
    "price-added price Post.Bundle",
  ),
  fixture(
    "kept for another key",
    {
      "interval Box per user": "interval Box per user, place",
      'event Opened { title en "box opened" vi "mở hộp thư"':
        'event Opened { title en "box opened" vi "mở hộp thư" place country en "place" vi "nơi"',
      'event Closed { title en "box closed" vi "đóng hộp thư"':
        'event Closed { title en "box closed" vi "đóng hộp thư" place country en "place" vi "nơi"',
    },
    "field-added scope Closed",
    "field-added scope Opened",
    "key scope Box",
  ),

  // charges, fees, packages, minimums, prohibitions
  fixture("an add-on", { "charge Slow {": "charge Slow as add-on {" }, "add-on price Slow"),
  fixture(
    "another thing that the price depends on",
    { "    priced by place\n": "    priced by place, kind\n" },
    "priced-by price Letter",
  ),
  fixture(
    "the price of another charge",
    { "for each Asked }": "for each Asked priced as Express }", "    Slow at 0.01 EUR\n": "" },
    "price-removed price Post.Slow",
    "priced-as price Slow",
  ),
  fixture(
    "no external tariff",
    { '    external tariff Postal { title en "postal tariff" vi "biểu giá bưu chính" }\n': "" },
    "external-tariff price Letter",
  ),
  fixture(
    "on top of another charge",
    { "in addition to Letter, Express": "in addition to Letter, Express, Slow" },
    "in-addition scope Reading",
  ),
  fixture("a fee for something else", { "monthly for each Box at its peak": "monthly for each Box" }, "fee-basis price Rent"),
  fixture(
    "a fee at the end of the month",
    { "    in advance on day 1, additions when provisioned and in full\n": "" },
    "in-advance price Rent",
  ),
  fixture("a full first month", { "    first month prorated by day\n": "" }, "first-month price Rent"),
  fixture(
    "a package of something else",
    { "package Bundle of Users": "package Bundle of Talks" },
    "package-measure price Bundle",
  ),
  fixture(
    "use beyond a package",
    { "monthly fee }\n  package TalkBundle": "monthly fee beyond it charge each }\n  package TalkBundle" },
    "overage price Bundle",
  ),
  fixture("a smaller minimum", { "300 EUR per": "200 EUR per" }, "minimum-amount price Least"),
  fixture("other traffic", { "calendar month of Letter": "calendar month of Letter, Express" }, "minimum-traffic price Least"),
  fixture(
    "a shortfall without notice",
    { "deduct the shortfall, notify when credit is short": "deduct the shortfall" },
    "minimum-shortfall price Least",
  ),
  fixture("a shortfall of post-pay", { "    when post-pay invoice the shortfall\n": "" }, "minimum-shortfall price Least"),
  fixture("another prohibition", { "more than Rooms Box": "more than 2 Box" }, "what-is-forbidden scope TooMany"),

  // states and terms
  fixture("a longer window", { "24 hours from": "72 hours from" }, "window-length scope Answering"),
  fixture(
    "another time-out",
    { "closes after Silence without": "closes after 20 minutes without" },
    "session-timeout scope Talk",
  ),
  fixture(
    "a session that lasts no longer than a day",
    { "closes after Silence without an answer": "closes after Silence without an answer closes 24 hours after it opened" },
    "session-life scope Talk",
  ),
  fixture("off a list by something else", { "removed on Opened": "removed on Asked" }, "set-removal scope Blocked"),
  fixture("an interval that ends otherwise", { "from Opened until Closed": "from Opened until Asked" }, "ending scope Box"),
  fixture("the value of a term that counts units", { "60 seconds, unless": "90 seconds, unless" }, "term-value price Step"),
  fixture("the value of a term that ends sessions", { "30 minutes, unless": "40 minutes, unless" }, "term-value scope Silence"),
  fixture("the value of a term that limits", { "3, unless otherwise": "4, unless otherwise" }, "term-value term Rooms"),
  fixture("a term that nobody may change", { "3, unless otherwise agreed": "3" }, "negotiable term Rooms"),
  fixture("another upper limit", { "at most 24 hours": "at most 12 hours" }, "upper-limit term Silence"),
  fixture("another lower limit", { "at least 1 minute": "at least 2 minutes" }, "lower-limit term Silence"),

  // usage records
  fixture(
    "a new field",
    {
      'user phone en "user" vi "người dùng" }\n  event Opened':
        'user phone en "user" vi "người dùng" topic text en "topic" vi "chủ đề" }\n  event Opened',
    },
    "field-added scope Asked",
  ),
  fixture(
    "a field less",
    {
      '    place country en "place" vi "nơi"\n': "",
      "    priced by place\n": "",
      ", place VN": "",
      'at rates "rates.csv" by place': "at 0.10 EUR",
    },
    "example editorial One",
    "field-removed scope Sent",
    "price price Post.Letter",
    "priced-by price Letter",
  ),
  fixture(
    "another type of field",
    { 'read requested or not en "reading" vi "việc đọc"': 'read requested or not optional en "reading" vi "việc đọc"' },
    "field-type scope Sent",
  ),
  fixture("another title of a field", { 'place country en "place"': 'place country en "country"' }, "field-title text Sent"),
  fixture(
    "a new value",
    { ' | parcel en "parcel" vi "bưu kiện"': ' | parcel en "parcel" vi "bưu kiện" | crate en "crate" vi "thùng"' },
    "value-added scope SentKind",
  ),
  fixture("a value less", { ' | parcel en "parcel" vi "bưu kiện"': "" }, "value-removed scope SentKind"),
  fixture("another title of a value", { 'express en "express"': 'express en "by express"' }, "value-title text SentKind"),

  // prose
  fixture("the description", { "Carries letters.": "Takes letters." }, "description text"),
  fixture("what is included", { "Sorting of letters": "Sorting of all letters" }, "included-part text"),
  fixture("more included", { "includes Sorting": "includes Sorting, Weigh" }, "included-part-added term"),
  fixture("less included", { "    includes Sorting\n": "" }, "included-part-removed term"),
  fixture("a duty of the provider", { "deliver letters": "bring letters" }, "provider-duty text"),
  fixture(
    "a new duty of the provider",
    { "provider shall Deliver": "provider shall Deliver, Weigh" },
    "provider-duty-added term",
  ),
  fixture("no duty of the provider", { "    provider shall Deliver\n": "" }, "provider-duty-removed term"),
  fixture("a duty of the client", { "stamp letters": "frank letters" }, "client-duty text"),
  fixture("a new duty of the client", { "client shall Stamp": "client shall Stamp, Weigh" }, "client-duty-added term"),
  fixture("no duty of the client", { "    client shall Stamp\n": "" }, "client-duty-removed term"),
  fixture("a meaning", { "who sends a letter": "who posts a letter" }, "meaning text Sender"),
  fixture("a question", { "Which weight counts?": "Which weight is it?" }, "question text Weight"),
  fixture("a decision", { "The net weight.": "The gross weight." }, "decision term Weight"),
  fixture("a reason", { "It is simple.": "It is clear." }, "reason text Weight"),
  fixture("a place in the source", { 'source "POST, weight"': 'source "POST, weights"' }, "source-place editorial Weight"),
  fixture("an example", { "length 5 seconds": "length 6 seconds" }, "example editorial One"),
  fixture("layout", { "  // states\n": "" }, "layout editorial"),

  // services
  fixture("another category", { "service Telex in Channels": "service Telex in Voice" }, "category scope"),
  fixture("no longer only within a category", { "  only within Channels\n": "" }, "only-within scope"),
  fixture(
    "events that the credit does not cover are refused now",
    { "  only within Channels\n": "  only within Channels\n  when credit is short refuse\n" },
    "short-credit term",
  ),

  // agreements
  fixture("another client", { 'client "Acme"': 'client "Acme Ltd"' }, "client text"),
  fixture("another account", { '"acme-1"': '"acme-1", "acme-2"' }, "accounts scope"),
  fixture(
    "another currency",
    {
      "currency EUR": "currency USD",
      "credit 500 EUR": "credit 500 USD",
      "at 5 EUR": "at 5 USD",
      "at 0.20 EUR": "at 0.20 USD",
      "at 0.01 EUR": "at 0.01 USD",
      "at 1 EUR": "at 1 USD",
      "10 for 5 EUR, then 1 EUR": "10 for 5 USD, then 1 USD",
      "at 2 EUR": "at 2 USD",
      "300 EUR": "300 USD",
    },
    "currency price",
    "minimum-amount price Least",
  ),
  fixture("another time zone", { "Asia/Ho_Chi_Minh": "Europe/Paris" }, "time-zone scope"),
  fixture(
    "another charging model",
    { "charging model pre-pay": "charging model post-pay", "  credit 500 EUR\n": "" },
    "charging-model term",
    "credit term",
  ),
  fixture("another first day", { "from 2026-01-01\n": "from 2026-02-01\n" }, "first-day scope"),
  fixture("another last day", { "  until 2026-12-31\n": "" }, "last-day scope"),
  fixture("another rounding", { "rounding half up": "rounding half even" }, "rounding price"),
  fixture("another place", { "rounding half up": "rounding half up to 0.001 EUR" }, "rounding-place price"),
  fixture("months of 30 days", { "rounding half up": "rounding half up proration by 30 days" }, "proration price"),
  fixture("an agreed minimum", { "rounding half up": "rounding half up at least 100 EUR a month" }, "agreed-spend price"),
  fixture(
    "other products taken",
    {
      "take Post.Basic {": "take Post.Extra {",
      '    Letter at rates "rates.csv" by place\n    Rent at 5 EUR\n': "    Bundle 10 for 5 EUR\n",
    },
    "price-added price Post.Bundle",
    "price-removed price Post.Letter",
    "price-removed price Post.Rent",
    "products scope Post",
  ),
  fixture("another price", { "Rent at 5 EUR": "Rent at 6 EUR" }, "price price Post.Rent"),
  fixture("a price by other fields", { 'Letter at rates "rates.csv" by place': "Letter at 0.10 EUR" }, "price price Post.Letter"),
  fixture("rows of a rate card", { "SG,0.20": "SG,0.25" }, "rate-rows price Post.Letter"),
  fixture("another file with the same rows", { '"rates.csv"': '"copy.csv"' }, "rate-file editorial Post.Letter"),
  fixture("another value of a term", { "set Step to 30 seconds": "set Step to 20 seconds" }, "agreed-value price Post.Step"),
  fixture("a term no longer set", { "    set Step to 30 seconds\n": "" }, "agreed-value price Post.Step"),
  fixture("a service no longer taken", { "  take Radio { Broadcast at 2 EUR }\n": "" }, "dropped scope Radio"),
  fixture(
    "a service taken",
    { "take Radio { Broadcast at 2 EUR }": "take Radio { Broadcast at 2 EUR }\n  take Telex { Wired at 1 EUR }" },
    "taken scope Telex",
  ),
];
