import { createFeedClient, type FeedClient } from '@/shared/feed/feed-client';
import { openSocket } from '@/shared/feed/open-socket';
import type { Duty } from './wire';

type DutyLine = {
  users: number;
  client: FeedClient;
  told: Set<(duties: Duty[] | null) => void>;
  others: Set<(kinds: string[] | null) => void>;
};

const lines = new Map<string, DutyLine>();

const open = (shop: string): DutyLine => {
  const line: DutyLine = {
    users: 0,
    told: new Set(),
    others: new Set(),
    client: createFeedClient({
      open: () => openSocket(`/api/shifts/duty/socket?shop=${shop}`),
      hello: () => ({ t: 'ping' }),
      onState: () => undefined,
      onFrame: (frame) => {
        // The line stands, or has missed something: the board is read from here on.
        if (frame.t === 'ready' || frame.t === 'reload') {
          for (const tell of line.told) tell(null);
          for (const tell of line.others) tell(null);
        }
        if (frame.t === 'duty') for (const tell of line.told) tell(frame['duties'] as Duty[]);
        if (frame.t === 'told') for (const tell of line.others) tell(frame['kinds'] as string[]);
      },
    }),
  };
  return line;
};

/** One line per shop and tab, however many pieces of the screen listen; it closes with the last of them. */
const listen = (shop: string, add: (line: DutyLine) => void, drop: (line: DutyLine) => void): (() => void) => {
  const line = lines.get(shop) ?? open(shop);
  lines.set(shop, line);
  line.users += 1;
  add(line);
  const nudge = () => document.visibilityState === 'visible' && line.client.nudge();
  window.addEventListener('online', nudge);
  document.addEventListener('visibilitychange', nudge);
  line.client.start();
  return () => {
    window.removeEventListener('online', nudge);
    document.removeEventListener('visibilitychange', nudge);
    drop(line);
    line.users -= 1;
    if (line.users > 0) return;
    lines.delete(shop);
    line.client.stop();
  };
};

export const listenToDuty = (shop: string, tell: (duties: Duty[] | null) => void): (() => void) =>
  listen(
    shop,
    (line) => line.told.add(tell),
    (line) => line.told.delete(tell),
  );

/** What other rooms tell the whole shop of, by kind; null when the line stands anew and anything may have been missed. */
export const listenToShop = (shop: string, tell: (kinds: string[] | null) => void): (() => void) =>
  listen(
    shop,
    (line) => line.others.add(tell),
    (line) => line.others.delete(tell),
  );
