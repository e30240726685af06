import { createStore } from '@/shared/store/store';

/** Set once the server serves another build than the one this tab runs. */
export const isOutdated = createStore(false);

declare const __BUILD__: string;
const checkEveryMs = 5 * 60_000;

export const checkVersion = async (): Promise<void> => {
  try {
    const response = await fetch('/version.json', { cache: 'no-store' });
    if (!response.ok || !(response.headers.get('content-type') ?? '').includes('json')) return;
    const answer: unknown = await response.json();
    const build = typeof answer === 'object' && answer !== null ? (answer as Record<string, unknown>)['build'] : null;
    if (typeof build === 'string' && build !== __BUILD__) isOutdated.set(true);
  } catch {
    // away; the connection line says so already
  }
};

export const watchVersion = (): (() => void) => {
  const timer = setInterval(() => void checkVersion(), checkEveryMs);
  const onVisible = () => document.visibilityState === 'visible' && void checkVersion();
  document.addEventListener('visibilitychange', onVisible);
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', onVisible);
  };
};
