import type { Head, Message } from '../wire';
import type { Found } from './marked';

export type SearchHit = { head: Head; message: Message; found: Found[] };
export type SearchAnswer = { hits: SearchHit[]; isComplete: boolean; next: string | null };
export type SearchChoices = {
  agents: { id: string; name: string }[];
  channels: { id: string; name: string; kind: string }[];
};
export type MessagePage = { messages: Message[]; hasMore: boolean };
export type FoundNote = { id: string; title: string; text: string; found: Found[]; at: string };
export type NotesAnswer = { notes: FoundNote[]; next: string | null };
