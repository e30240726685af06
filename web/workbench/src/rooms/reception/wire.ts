import type { Procedure } from './floor/procedures/wire';
import type { Word } from '@/rooms/guard';
/** The shapes of docs/mechanisms/wire.md as the workbench reads them. */
export type ConversationState = 'waiting' | 'open' | 'snoozed' | 'closed';
export type MessageKind = 'text' | 'image' | 'file' | 'card' | 'system' | 'note';
export type SenderKind = 'buyer' | 'agent' | 'assist-bot' | 'bot' | 'auto-reply' | 'push' | 'system';
export type Named = { id: string; name: string };

export type Why = { code: string; args?: Record<string, unknown> };

export type Product = { id: string; title: string; price?: string; image?: string; url?: string };

export type Head = {
  id: string;
  number: number;
  shopId: string;
  channelId: string;
  channelKind: string;
  channelName: string;
  state: ConversationState;
  buyer: { id: string; name: string; identity: 'anonymous' | 'signed' | 'claimed'; note?: string | null };
  assignee: Named | null;
  team: Named | null;
  reason: string;
  /** The reason as a code, where the house decided. */
  why?: Why | null;
  /** A transfer to its owner that is neither answered nor taken on yet. */
  offer?: { from: Named | null; reason: string; at: string } | null;
  /** Who has come in beside the owner. */
  joined?: Named[];
  lastSeq: number;
  buyerCount: number;
  lastText: string;
  lastKind: MessageKind;
  lastSender: SenderKind;
  lastAt: string;
  openedAt: string;
  waitingSince: string | null;
  buyerReadSeq: number;
  agentReadSeq: number;
  snoozedUntil: string | null;
  closedAt: string | null;
  outcome: string | null;
  reopened: number;
  /** When its content was cleared because its time was over; from then on nothing is added. */
  retiredAt?: string | null;
  tags: string[];
  page: { url: string; title: string } | null;
  product: Product | null;
  queuePosition?: number | null;
};

export type FileBody = { id: string; name: string; type: string; size: number; width?: number; height?: number };
export type CardBody = Product & { kind: 'product' | 'order'; lines?: string[] };
export type SystemBody = { code: string; args?: Record<string, unknown> };

export type Message = {
  c: string;
  seq: number;
  id: string;
  kind: MessageKind;
  sender: SenderKind;
  person: Named | null;
  at: string;
  text: string;
  body: {
    file?: FileBody;
    card?: CardBody;
    system?: SystemBody;
    whisper?: { to: string; name: string };
    /** Pasted out of a platform's chat; the platform's own time of it where the paste said one. */
    pasted?: { stated?: string | null };
    /** Copied out of the companion window to be sent on the platform. */
    copied?: boolean;
  } | null;
  mentions?: string[];
  recalled: boolean;
  original?: boolean;
  /** Its words are gone; the row stands as evidence. */
  erased?: boolean;
  /** Erased because the time that the shop keeps chats was over. */
  retired?: boolean;
  delivery: { state: 'pending' | 'sent' | 'failed'; cause?: string | null } | null;
};

export type ReadMark = { seq: number; buyerCount: number };
export type Draft = { text: string; version: number };
export type Colleague = { id: string; name: string; duty: string; since?: string | null; load: number };
export type Scope = 'mine' | 'all';

/** Numbers and words that the shop sets; what is left out is not limited or not offered. */
export type ReceptionSettings = {
  waitAmberSeconds?: number | null;
  waitRedSeconds?: number | null;
  recallSeconds?: number | null;
  textLength?: number | null;
  fileBytes?: number | null;
  /** What a conversation is closed with, in the words of the shop's rule book. */
  outcomes?: string[];
  /** Outcomes that are a sale; with any other the reason is asked. */
  soldOutcomes?: string[];
  lostReasons?: string[];
  /** The last words that are offered when closing. */
  closingWords?: string;
  /** How the book wants kinds of matters handled. */
  procedures?: Procedure[];
  needChecklist?: string[];
  contactClasses?: string[];
  mostRings?: number;
  /** After so many lines of the agent without a word of the buyer the desk hints at it. */
  monologueLines?: number;
  /** Groups that one press hands a conversation to. */
  handOvers?: { key: string; name: string }[];
  /** Whoever ends a talk says whether the buyer was satisfied. */
  keepsTalkRecords?: boolean;
  /** Buyers are asked how it was: by hand while the talk goes on, else at its end. */
  invitesRating?: boolean;
};

export type Snapshot = {
  n: number;
  epoch: string;
  shop: { id: string; name: string; zone: string };
  me: Named;
  scope: Scope;
  conversations: { head: Head; read: ReadMark | null; draft?: Draft | null }[];
  hasMore?: boolean;
  people: Colleague[];
  channels?: { id: string; name: string; kind: string }[];
  settings?: ReceptionSettings | null;
};

export type ThreadAnswer = {
  n: number;
  head: Head;
  read: ReadMark | null;
  draft: Draft | null;
  messages: Message[];
  reads?: { person: Named | string; seq: number }[];
  hasOlder: boolean;
};

export type ActAnswer = { n: number; head: Head; message?: Message };

export type FeedEvent = { n: number } & (
  | { k: 'message' | 'message-changed'; head: Head; message: Message }
  | { k: 'conversation'; head: Head }
  | { k: 'read'; c: string; person: string; seq: number; buyerCount: number }
  | { k: 'draft'; c: string; text: string; version: number }
  | { k: 'gone'; c: string }
);

/** What the workbench sends in a conversation. */
export type Writing = {
  c: string;
  kind: 'text' | 'image' | 'file' | 'card' | 'note';
  text: string;
  fileId?: string;
  file?: FileBody;
  card?: CardBody;
  mentions?: string[];
  /** Why it is sent past a warning, and what rang while it was written. */
  guard?: Word;
};
