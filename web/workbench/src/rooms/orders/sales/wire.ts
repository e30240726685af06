/** A sold line; money in fen. Part is what of a shared order the person has. */
export type SalesLine = {
  orderId: string;
  line: string | null;
  title: string | null;
  attributes: string | null;
  code: string | null;
  quantity: number | null;
  amount: number | null;
  refunded: number | null;
  remark: string | null;
  placedAt: string;
  paidAt: string | null;
  status: string | null;
  shippedAt: string | null;
  waybills: string | null;
  isOnSheet: boolean;
  part: number | null;
  person: string | null;
};
export type SalesSheet = {
  month: string;
  person: string | null;
  lines: SalesLine[];
  next: string | null;
  orders: number | null;
  credited: number | null;
  hasSheet: boolean;
};

export const kinds = ['not-shipped', 'shipped-not-sold', 'quantity', 'item'] as const;
export type DifferenceKind = (typeof kinds)[number];
export type SalesDifference = {
  orderId: string;
  kind: DifferenceKind;
  title: string | null;
  sold: number | null;
  shipped: number | null;
  paidAt: string | null;
  shippedAt: string | null;
  waybills: string | null;
  person: string | null;
};
export type SalesDifferences = {
  month: string;
  person: string | null;
  differences: SalesDifference[];
  counts: Partial<Record<DifferenceKind, number>>;
  hasSheet: boolean;
  isCut: boolean;
};
