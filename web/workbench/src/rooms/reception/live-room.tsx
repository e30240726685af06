import { useEffect, useState, type ReactNode } from 'react';
import { Problem } from '@/shared/api/problem';
import { useStore } from '@/shared/store/store';
import { Loading, LoadFailed } from '@/shared/ui/states';
import { createLive, type Live } from './live';
import { LiveContext } from './use-live';
import type { Scope } from './wire';

type LiveProps = { shop: string; person: string; scope: Scope; children: ReactNode };

/** The line to the server for one shop and person; what is inside is shown after the first snapshot. */
export const LiveRoom = ({ shop, person, scope, children }: LiveProps) => {
  const [live, setLive] = useState<Live | null>(null);
  const [firstScope] = useState(scope);
  useEffect(() => {
    const made = createLive(shop, person, firstScope);
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
  }, [shop, person, firstScope]);
  if (live === null) return <Loading rows={12} />;
  return (
    <LiveContext.Provider value={live}>
      <Opened live={live}>{children}</Opened>
    </LiveContext.Provider>
  );
};

const Opened = ({ live, children }: { live: Live; children: ReactNode }) => {
  const hasView = useStore(live.view, (view) => view !== null);
  const failure = useStore(live.failure);
  if (hasView) return children;
  if (failure !== null && !(failure instanceof Problem && failure.isAway)) {
    return <LoadFailed error={failure} onRetry={live.retry} />;
  }
  return <Loading rows={12} />;
};
