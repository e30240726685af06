/** The visitor's side of the wire (docs/mechanisms/wire.md): what the house sends and what it is sent. */

export type SenderKind = 'buyer' | 'agent' | 'assist-bot' | 'bot' | 'auto-reply' | 'push' | 'system';
export type MessageKind = 'text' | 'image' | 'file' | 'card' | 'system';

export type FileBody = {
  id: string;
  name: string;
  type: string;
  size: number;
  width?: number | null;
  height?: number | null;
};

export type CardBody = {
  kind: 'product' | 'order';
  id: string;
  title: string;
  price?: string | number | null;
  image?: string | null;
  url?: string | null;
  lines?: string[] | null;
};

export type MessageBody = {
  file?: FileBody | null;
  card?: CardBody | null;
  system?: { code: string; args?: unknown } | null;
};

export type Message = {
  c: string;
  seq: number;
  id?: string | null;
  kind: MessageKind;
  sender: SenderKind;
  person?: { name: string } | null;
  at: string;
  text?: string | null;
  body?: MessageBody | null;
  recalled?: boolean;
  erased?: boolean;
};

export type Head = {
  id: string;
  state: 'waiting' | 'open' | 'snoozed' | 'closed';
  closedAt?: string | null;
  assignee?: { name: string } | null;
  lastSeq: number;
  agentReadSeq: number;
  buyerReadSeq?: number;
  queuePosition?: number | null;
};

export type FeedEvent =
  | { n: number; k: 'message' | 'message-changed'; head: Head; message: Message }
  | { n: number; k: 'conversation'; head: Head }
  | { n: number; k: 'read'; c: string; person?: 'buyer' | 'agent'; seq: number };

export type Product = {
  id: string;
  title: string;
  price?: string | null;
  image?: string | null;
  url?: string | null;
};

export type Identity = { id: string; name?: string; at: number; sign: string };

export type Config = {
  name: string;
  shopName: string;
  colour?: string | null;
  locale?: string | null;
  greeting?: string | null;
  hours?: string | null;
  offline?: string | null;
  online: boolean;
  /** The shop's rules let agents see what is being typed; otherwise it never leaves the page. */
  typingText?: boolean;
  limits: { fileBytes: number; textLength: number };
};

export type Session = {
  token: string;
  buyer: { name?: string | null; identity: string };
  conversation: Head | null;
  messages: Message[];
  n: number;
  epoch: string;
  hasOlder: boolean;
  /** Opens the files of this buyer for a while: pictures cannot carry a header. */
  fileTicket?: string;
};

export type Feed = { n: number; epoch: string; reload?: boolean; events: FeedEvent[] };

export type SendAct = {
  id: string;
  kind: MessageKind;
  text: string;
  fileId?: string;
  card?: CardBody;
  page?: { url: string; title: string };
  product?: Product;
};

export type Ack = { id: string; c?: string; seq: number; at: string; n: number };

export type ServerFrame =
  | { t: 'ready'; n: number; epoch: string }
  | { t: 'reload'; why?: string }
  | { t: 'events'; from: number; to: number; events: FeedEvent[] }
  | ({ t: 'ack' } & Ack)
  | { t: 'refused'; id?: string; code: string; detail: string; field?: string; retryAfterMs?: number }
  | { t: 'typing'; who: { kind: string; name?: string } }
  | { t: 'pong'; queuePosition?: number }
  | { t: 'bye'; why?: string };

export type ClientFrame =
  | { t: 'hello'; token: string; after: number | null; epoch: string | null }
  | ({ t: 'send' } & SendAct)
  | { t: 'read'; seq: number }
  | { t: 'typing'; text?: string }
  | { t: 'ping' };

/** Whether a conversation that ended is asked about. */
export type RatingAsked = { asks: boolean; words?: string | null; stars?: number | null };
export type SignatureRead = { text?: string | null; until?: string | null };
