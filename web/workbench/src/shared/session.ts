import { createContext, useContext } from 'react';
import { createStore, useStore } from '@/shared/store/store';
import { isText, remembered } from '@/shared/store/remembered';

export type Team = { id: string; name: string };

/** `permissions` are all that count in this shop. */
export type Shop = {
  id: string;
  name: string;
  platform: string;
  kind: string;
  zone: string;
  permissions: string[];
  teams: Team[];
};

/** Who sits here, as `GET /api/people/session` tells it; `permissions` are those held in every shop. */
export type Session = {
  person: { id: string; name: string; account: string; number: string; language: string };
  sessionId: string;
  organisation: { id: string; name: string; zone: string };
  shops: Shop[];
  permissions: string[];
  mustAcceptNotice: boolean;
  hasSecondFactor: boolean;
};

export const SessionContext = createContext<Session | null>(null);

export const useSession = (): Session => {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('Only pages inside the frame have a session.');
  return session;
};

/** Whether somebody may do an act in a shop (or in all of them): one of the permissions is enough. */
export const may = (session: Session, shop: Shop, permission: string | readonly string[] | undefined): boolean =>
  permission === undefined ||
  (typeof permission === 'string' ? [permission] : permission).some(
    (name) => session.permissions.includes(name) || shop.permissions.includes(name),
  );

/** Whether the person may do an act in the shop that is looked at: `useMay('reception.note.write')`. */
export const useMay = (permission: string | readonly string[] | undefined): boolean =>
  may(useSession(), useShop(), permission);

const chosenShop = remembered<string>('shop', '', isText);
export const chooseShop = (id: string) => chosenShop.set(id);

const noShop: Shop = { id: '', name: '', platform: '', kind: '', zone: 'Asia/Shanghai', permissions: [], teams: [] };

/** The shop that is looked at; the first one when the chosen one is no longer among the person's shops. */
export const useShop = (): Shop => {
  const { shops } = useSession();
  const chosen = useStore(chosenShop);
  return shops.find((shop) => shop.id === chosen) ?? shops[0] ?? noShop;
};

/** What the top line says about the connection; the feed client writes it. */
export type Connection = 'idle' | 'connecting' | 'live' | 'away';
export const connection = createStore<Connection>('idle');
