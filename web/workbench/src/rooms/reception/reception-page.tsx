import { useEffect, useState } from 'react';
import { Problem } from '@/shared/api/problem';
import { useMay, useSession, useShop } from '@/shared/session';
import { useStore } from '@/shared/store/store';
import { Loading, LoadFailed, NoRight } from '@/shared/ui/states';
import { Desk } from './desk';
import { createLive, type Live } from './live';
import { listFilter } from './preferences';
import { useText } from './text';
import { LiveContext } from './use-live';

export const ReceptionPage = () => {
  const t = useText();
  const shop = useShop();
  const { person } = useSession();
  const mayRead = useMay(['reception.conversation.read', 'reception.conversation.read-all']);
  if (!mayRead) return <NoRight right={t('noRight')} />;
  // Another shop is another feed: everything begins anew.
  return <Room key={`${person.id} ${shop.id}`} shop={shop.id} person={person.id} />;
};

const Room = ({ shop, person }: { shop: string; person: string }) => {
  const [live, setLive] = useState<Live | null>(null);
  useEffect(() => {
    const made = createLive(shop, person, listFilter.get() === 'all' ? 'all' : 'mine');
    made.start();
    const nudge = () => made.nudge();
    const onVisible = () => document.visibilityState === 'visible' && made.nudge();
    const onLeave = () => made.drafts.flush();
    window.addEventListener('online', nudge);
    window.addEventListener('offline', nudge);
    window.addEventListener('pagehide', onLeave);
    document.addEventListener('visibilitychange', onVisible);
    // eslint-disable-next-line react-hooks/set-state-in-effect -- the line to the server is opened here and handed on
    setLive(made);
    return () => {
      window.removeEventListener('online', nudge);
      window.removeEventListener('offline', nudge);
      window.removeEventListener('pagehide', onLeave);
      document.removeEventListener('visibilitychange', onVisible);
      made.stop();
      setLive(null);
    };
  }, [shop, person]);
  if (live === null) return <Loading rows={12} />;
  return (
    <LiveContext.Provider value={live}>
      <Opened live={live} />
    </LiveContext.Provider>
  );
};

const Opened = ({ live }: { live: Live }) => {
  const hasView = useStore(live.view, (view) => view !== null);
  const failure = useStore(live.failure);
  if (hasView) return <Desk />;
  if (failure !== null && !(failure instanceof Problem && failure.isAway)) {
    return <LoadFailed error={failure} onRetry={live.retry} />;
  }
  return <Loading rows={12} />;
};
