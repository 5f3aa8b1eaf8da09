const CONSONANTS = "bdfghklmnprstvz";
const VOWELS = "aeiou";

/** A name that no other index has: Babababa, Bebababa, … */
function nameOf(index: number): string {
  let rest = index;
  let name = "";
  for (let i = 0; i < 4; i += 1) {
    const syllable = rest % (CONSONANTS.length * VOWELS.length);
    rest = (rest - syllable) / (CONSONANTS.length * VOWELS.length);
    name += CONSONANTS[Math.floor(syllable / VOWELS.length)]! + VOWELS[syllable % VOWELS.length]!;
  }
  return name[0]!.toUpperCase() + name.slice(1);
}

/** Services for measuring compile time: of one shape, with names of their own. */
export function generatedService(index: number): string {
  const name = nameOf(index);
  const hours = 1 + (index % 48);
  return `sdl 1

service ${name} in Channels {
  title  en "${name}"  vi "${name}"

  event Outbound {
    title  en "message sent by the client"  vi "tin nhắn do khách hàng gửi"
    user        phone    en "user" vi "người dùng"
    format      template en "template" vi "mẫu" | freeForm en "free-form" vi "dạng tự do"  en "format" vi "hình thức"
    status      delivered en "delivered" vi "đã gửi" | failed en "failed" vi "thất bại"  en "status" vi "trạng thái"
    destination country  en "destination" vi "điểm đến"
  }

  event Inbound {
    title  en "message received from the user"  vi "tin nhắn nhận được từ người dùng"
    user phone  en "user" vi "người dùng"
  }

  event Bounce {
    title  en "error report"  vi "báo lỗi"
    user phone  en "user" vi "người dùng"
  }

  window ReplyWindow {
    title  en "reply window"  vi "cửa sổ trả lời"
    ${hours} hours from the last Inbound per user
  }

  set BlockedUsers of user {
    title  en "list of blocked users"  vi "danh sách người dùng bị chặn"
    added on Bounce
  }

  measure ActiveUsers {
    title  en "number of active users"  vi "số người dùng hoạt động"
    distinct user of Outbound where status is delivered
  }

  charge TemplateMessage {
    title  en "template outside the window"  vi "mẫu tin ngoài cửa sổ"
    for each Outbound where format is template and status is delivered and user not on BlockedUsers outside ReplyWindow
    priced by destination
  }

  package ActiveUserFee of ActiveUsers {
    title  en "fee for active users"  vi "phí người dùng hoạt động"
    monthly fee
    beyond it charge each
  }

  free Failed {
    title  en "message that failed"  vi "tin nhắn gửi thất bại"
    Outbound where status is failed
  }

  free Blocked {
    title  en "message to a blocked user"  vi "tin nhắn đến người dùng bị chặn"
    Outbound where status is delivered and user on BlockedUsers
  }

  free Inside {
    title  en "message inside the window"  vi "tin nhắn trong cửa sổ"
    Outbound where status is delivered and user not on BlockedUsers inside ReplyWindow
  }

  free FreeForm {
    title  en "free-form message outside the window"  vi "tin nhắn dạng tự do ngoài cửa sổ"
    Outbound where format is freeForm and status is delivered and user not on BlockedUsers outside ReplyWindow
  }

  free Reply {
    title  en "message from the user"  vi "tin nhắn từ người dùng"
    Inbound
  }
}
`;
}
