/** A small workspace for tests of the language server. */
export const shared = `sdl 1
enumeration Status { title en "status" vi "trạng thái" delivered en "delivered" vi "đã gửi" failed en "failed" vi "hỏng" }
clause Handling(traffic, partner) { en "We carry {traffic} of {partner}." vi "Chúng tôi chuyển {traffic} của {partner}." }
`;
export const service = `sdl 1
import "common.sdl"

/// What people write to each other.
service Chat in Channels {
  title en "Chat" vi "Chat"
  description { en "Lets people chat." vi "Cho phép trò chuyện." includes Handling(traffic: en "messages" vi "tin nhắn", partner: "Acme") }
  event Message { title en "message" vi "tin nhắn" user phone en "user" vi "người dùng" status Status }
  event Answer { title en "answer" vi "câu trả lời" user phone en "user" vi "người dùng" }
  term Pause { title en "pause" vi "thời gian nghỉ" 24 hours, unless otherwise agreed, at most 48 hours }
  window Care { title en "care" vi "chăm sóc" Pause from the last Answer per user }
  charge Delivered { title en "delivered message" vi "tin nhắn đã gửi" for each Message where status is delivered outside Care }
  free Rest { title en "other message" vi "tin nhắn khác" Message where status is failed }
  free Inside { title en "message in care" vi "tin nhắn được chăm sóc" Message where status is delivered inside Care }
  example Two {
    title en "Two messages" vi "Hai tin nhắn"
    agreed {
      set Pause to 12 hours
      Delivered at 0.05 EUR
    }
    given
      2026-03-01 09:00 Answer { user +84901234567 }
      2026-03-01 20:59 Message { user +84901234567, status delivered }
      2026-03-01 21:00 Message { user +84901234567, status delivered }
    expect Delivered 1
    expect total 0.05 EUR
  }
}
`;
export const agreement = `sdl 1
import "chat.sdl"
agreement Acme {
  client "Acme" account "a-1" currency EUR time zone "Asia/Ho_Chi_Minh" charging model post-pay
  take Chat { Delivered at 0.05 EUR set Pause to 12 hours }
}
`;
export const files = { "common.sdl": shared, "chat.sdl": service, "acme.sdl": agreement } as const;
export type Path = keyof typeof files;
