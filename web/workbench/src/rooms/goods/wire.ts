export type StockState = 'unknown' | 'ok' | 'sold-out' | 'unlisted' | 'gone';

export type Flags = {
  freeShipping: boolean | null;
  sevenDayReturn: boolean | null;
  discountable: boolean | null;
  colourDifference: boolean | null;
  ownBrand: boolean | null;
};

export type FlagName = keyof Flags;

export type ProductLine = {
  item: string;
  title: string;
  code: string | null;
  category: string | null;
  price: number | null;
  flags: Flags;
  quantity: number | null;
  isListed: boolean | null;
  countedAt: string | null;
  state: StockState;
  isArchived: boolean;
  changedAt: string;
};

export type ProductList = { products: ProductLine[]; next: string | null; mayEdit: boolean; mayCount: boolean };

export type ProductCounts = {
  all: number;
  soldOut: number;
  unlisted: number;
  colourDifference: number;
  noDiscount: number;
  archived: number;
  categories: string[];
};

export type Answer = { topic: string; text: string };
export type PriceStep = { name: string; price: number };

export type Sheet = {
  title: string;
  price: number | null;
  category: string | null;
  code: string | null;
  features: string | null;
  process: string | null;
  material: string | null;
  craft: string | null;
  sizes: string | null;
  suitableFor: string | null;
  sellingPoints: string | null;
  audienceLine: string | null;
  brandMessage: string | null;
  priceScheme: PriceStep[] | null;
  attributes: Record<string, string> | null;
  otherFlags: string | null;
  guarantees: string[] | null;
  answers: Answer[] | null;
  partners: string[] | null;
  asOf: string | null;
} & Flags;

export type Partner = { item: string; title: string | null; price: number | null; state: StockState | null };

export type Product = {
  item: string;
  sheet: Sheet;
  flags: Flags;
  categorySevenDayReturn: boolean | null;
  categoryFreeShipping: boolean | null;
  categoryNote: string | null;
  quantity: number | null;
  isListed: boolean | null;
  countedAt: string | null;
  state: StockState;
  isArchived: boolean;
  changedAt: string;
  version: number;
  partners: Partner[];
  mayEdit: boolean;
  mayCount: boolean;
};

export type FieldChange = { field: string; before: unknown; after: unknown };

export type Change = {
  id: string;
  at: string;
  by: string | null;
  act: 'made' | 'edited' | 'imported' | 'undone' | 'archived' | 'restored' | 'counted';
  fields: FieldChange[];
  isUndone: boolean;
  mayUndo: boolean;
};

export type History = { changes: Change[]; next: string | null };

export type CategoryLine = {
  name: string;
  products: number;
  sevenDayReturn: boolean | null;
  freeShipping: boolean | null;
  note: string | null;
};

export type CategoryList = { categories: CategoryLine[]; mayEdit: boolean };

export type DeliveryRow = {
  region: string;
  isReached: boolean | null;
  days: string | null;
  courier: string | null;
  surcharge: number | null;
  note: string | null;
};

export type DeliveryLine = DeliveryRow & { key: string; changedAt: string; changedBy: string | null; version: number };

export type DeliveryList = { regions: DeliveryLine[]; next: string | null; total: number; mayEdit: boolean };

export type DeliveryFound = { row: DeliveryRow | null; others: string[] };

export type DeliverySaid = DeliveryFound & { words: string | null };

export type DeliveryTaken = {
  new: number;
  changed: number;
  unchanged: number;
  refused: { line: number; region: string; code: string; reason: string }[];
};
