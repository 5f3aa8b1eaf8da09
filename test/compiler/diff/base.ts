/** The contract and agreement that the fixtures change: one of everything. */
export const contract = `sdl 1

/// Letters by machine.
service Post in Channels {
  title en "Post" vi "Bưu điện"
  source "POST"

  description {
    en "Carries letters." vi "Chuyển thư."
    includes Sorting
    provider shall Deliver
    client shall Stamp
  }
  clause Sorting { en "Sorting of letters" vi "Phân loại thư" }
  clause Deliver { en "deliver letters" vi "giao thư" }
  clause Stamp { en "stamp letters" vi "dán tem thư" }
  clause Weigh { en "weigh letters" vi "cân thư" }

  product Basic { title en "Basic" vi "Cơ bản" charges Letter, Rent }
  product Extra { title en "Extra" vi "Thêm" charges Reading }

  definition Sender {
    title en "Sender" vi "Người gửi"
    en "who sends a letter" vi "người gửi thư"
  }

  interpretation Weight {
    title en "Weight" vi "Trọng lượng"
    question en "Which weight counts?" vi "Trọng lượng nào được tính?"
    decision en "The net weight." vi "Trọng lượng tịnh."
    reason en "It is simple." vi "Như vậy đơn giản."
    source "POST, weight"
  }

  event Sent {
    title en "letter sent" vi "thư gửi đi"
    user phone en "user" vi "người dùng"
    kind plain en "plain" vi "thường" | express en "express" vi "nhanh" | parcel en "parcel" vi "bưu kiện" en "kind" vi "loại"
    length duration en "length" vi "thời lượng"
    place country en "place" vi "nơi"
    read requested or not en "reading" vi "việc đọc"
  }
  event Asked { title en "question" vi "câu hỏi" user phone en "user" vi "người dùng" }
  event Opened { title en "box opened" vi "mở hộp thư" user phone en "user" vi "người dùng" }
  event Closed { title en "box closed" vi "đóng hộp thư" user phone en "user" vi "người dùng" }

  // states
  window Answering short "AW" { title en "answering window" vi "cửa sổ trả lời" 24 hours from the last Asked per user }
  set Blocked of user { title en "blocked" vi "bị chặn" added on Closed removed on Opened }
  interval Box per user from Opened until Closed { title en "box" vi "hộp thư" }
  session Talk per user {
    title en "talk" vi "cuộc trao đổi"
    opens on Asked
    closes after Silence without an answer
    closes on Closed
  }

  term Silence { title en "silence" vi "im lặng" 30 minutes, unless configured, at least 1 minute, at most 24 hours }
  term Step { title en "step" vi "bước" 60 seconds, unless otherwise agreed }
  term Rooms { title en "rooms" vi "số phòng" 3, unless otherwise agreed }

  measure Users short "MU" { title en "users" vi "số người dùng" distinct user of Sent }
  measure Talks { title en "talks" vi "số cuộc trao đổi" number of Talk opened }

  /// What a letter costs.
  charge Letter {
    title en "letter" vi "thư"
    for each commenced Step of length of Sent where kind is plain outside Answering
    priced by place
    external tariff Postal { title en "postal tariff" vi "biểu giá bưu chính" }
  }
  charge Express { title en "express letter" vi "thư nhanh" for each Sent where kind is express and user not on Blocked }
  charge Slow { title en "slow letter" vi "thư chậm" for each Asked }
  charge Reading as add-on { title en "reading" vi "đọc thư" for each Sent where read requested in addition to Letter, Express }

  fee Rent {
    title en "rent" vi "tiền thuê"
    monthly for each Box at its peak
    in advance on day 1, additions when provisioned and in full
    first month prorated by day
    alternative to Bundle
  }
  fee Setup { title en "setup" vi "lắp đặt" once for each Opened }
  package Bundle of Users { title en "bundle" vi "gói" monthly fee }
  package TalkBundle of Talks { title en "bundle of talks" vi "gói trao đổi" monthly fee beyond it charge each }
  minimum Least {
    title en "least amount" vi "mức tối thiểu"
    300 EUR per calendar month of Letter
    when post-pay invoice the shortfall
    when pre-pay deduct the shortfall, notify when credit is short
  }
  forbid TooMany { title en "too many boxes" vi "quá nhiều hộp thư" more than Rooms Box at once per user }
  forbid ToBlocked { title en "letter to the blocked" vi "thư gửi người bị chặn" Sent where user on Blocked }
  free Plain { title en "plain letter in the window" vi "thư thường trong cửa sổ" Sent where kind is plain and read not requested inside Answering }

  example One {
    title en "One letter" vi "Một bức thư"
    given
      2026-03-01 09:00 Sent { user +84901234567, kind express, length 5 seconds, place VN, read not requested }
    expect Express 1
  }
}
`;

/** Two small services, of which the agreement takes the first. */
export const others = `sdl 1

service Radio in Voice {
  title en "Radio" vi "Phát thanh"
  only within Channels
  event Spot { title en "spot" vi "đoạn phát" }
  charge Broadcast { title en "broadcast" vi "phát sóng" for each Spot }
}

service Telex in Channels {
  title en "Telex" vi "Điện tín"
  event Wire { title en "wire" vi "bức điện" }
  charge Wired { title en "wire" vi "bức điện" for each Wire }
}
`;

export const agreement = `sdl 1

agreement Acme {
  client "Acme"
  currency EUR
  time zone "Asia/Ho_Chi_Minh"
  charging model pre-pay
  from 2026-01-01
  until 2026-12-31
  account "acme-1"
  credit 500 EUR
  rounding half up

  take Post.Basic {
    set Step to 30 seconds
    Letter at rates "rates.csv" by place
    Rent at 5 EUR
    Express at 0.20 EUR
    Slow at 0.01 EUR
    Setup at 1 EUR
    TalkBundle 10 for 5 EUR, then 1 EUR each
  }
  take Radio { Broadcast at 2 EUR }
}
`;

export const rates = "place,price,valid_from\nVN,0.10,2026-01-01\nSG,0.20,2026-01-01\n";
