/** A procedure of the book, as settings carry it. */
export type Procedure = {
  key: string;
  title: string;
  topics?: string[];
  steps: { do: string; say?: string | null }[];
  reports?: boolean;
};

/** One that was opened beside a conversation, with the steps it had then. */
export type Opened = {
  key: string;
  title: string;
  topic: string | null;
  openedBy: string | null;
  openedAt: string;
  steps: { do: string; say: string | null; by: string | null; at: string | null }[];
  isDone: boolean;
};
