import type { TextMark } from '../texts/wire';

export type ReplyKey = 'first' | 'busy' | 'off_hours';
export type Reply = {
  key: ReplyKey;
  isOn: boolean;
  text: string;
  afterSeconds: number | null;
  fontSize: number | null;
  colours: string[];
};
export type ReplyForm = {
  maxLines: number | null;
  fontSize: number | null;
  maxColours: number | null;
  blocks: string[];
};
export type Replies = {
  form: ReplyForm;
  replies: Reply[];
  notice: string | null;
  colour: string | null;
  widgetName: string | null;
  /** Texts of the book in force that the guard does not let pass (any more). */
  rings: { path: string; mark: TextMark }[];
};
export type Hint = { field: string; rule: string; reason: { zh: string; en: string } };
export type Checked = { lines: number; hints: Hint[]; guard: TextMark | null };
