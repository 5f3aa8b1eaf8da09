/** What stands around the contents of the page of a bill, beyond the words of its table. */
import type { Text } from "../../compiler/index.ts";

export const BILL_WORDS = {
  bill: { en: "Statement of charges", vi: "Bảng kê cước" },
  client: { en: "Client", vi: "Khách hàng" },
  agreement: { en: "Agreement", vi: "Thỏa thuận" },
  chargingModel: { en: "Charging model", vi: "Hình thức thanh toán" },
  currency: { en: "Currency", vi: "Đồng tiền" },
  details: { en: "Details", vi: "Chi tiết" },
  subtotal: { en: "Subtotal", vi: "Cộng" },
  clause: { en: "Clause", vi: "Điều khoản" },
  adjustments: { en: "Adjustments after the statement was issued", vi: "Điều chỉnh sau khi phát hành bảng kê" },
  issued: { en: "Issued", vi: "Đã phát hành" },
  rated: { en: "Rated now", vi: "Tính lại" },
  unpriced: { en: "Lines without a price", vi: "Dòng chưa có giá" },
  unpricedHelp: {
    en: "Some usage has no price in the agreement, and is not part of the total. Add the missing prices to the rate card, and rate the month again.",
    vi: "Một số dữ liệu sử dụng chưa có giá trong thỏa thuận và không được tính vào tổng cộng. Hãy bổ sung giá còn thiếu vào bảng giá rồi tính cước lại cho tháng này.",
  },
  received: { en: "Records received", vi: "Bản ghi đã nhận" },
  charged: { en: "Charged", vi: "Được tính phí" },
  free: { en: "Free of charge under the contract", vi: "Miễn phí theo hợp đồng" },
  context: {
    en: "Outside the month, where it is only considered for windows, sessions and the like; or a top-up of the credit",
    vi: "Nằm ngoài tháng và chỉ dùng để xác định khung thời gian, phiên và các trạng thái tương tự; hoặc là bản ghi nạp tiền vào số dư trả trước",
  },
  duplicate: { en: "Received more than once; counted once", vi: "Nhận nhiều lần; chỉ tính một lần" },
  conflict: {
    en: "In conflict with another record of the same identifier, or with another correction of the same record",
    vi: "Mâu thuẫn với một bản ghi khác có cùng mã định danh, hoặc cùng điều chỉnh một bản ghi",
  },
  corrected: {
    en: "Replaced or voided by another record, voids included",
    vi: "Đã được thay thế hoặc hủy bỏ bởi bản ghi khác, kể cả bản ghi hủy bỏ",
  },
  rejected: { en: "Rejected, since they could not be used", vi: "Bị từ chối vì không sử dụng được" },
  refused: {
    en: "Refused, since the credit did not cover the cost",
    vi: "Bị từ chối vì số dư trả trước không đủ cho chi phí",
  },
  refusedEvents: { en: "Events that the credit did not cover", vi: "Các sự kiện mà số dư trả trước không đủ để thanh toán" },
  days: { en: "Events charged, by day of the month", vi: "Số sự kiện tính phí theo ngày trong tháng" },
  mostOn: { en: "most on day", vi: "nhiều nhất vào ngày" },
} as const satisfies Record<string, Text>;
