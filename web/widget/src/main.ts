import { ChatClient } from './core/client';
import type { Config, Identity, Product } from './core/wire';
import { chooseLocale, wordsOf } from './language/words';
import { browserPorts, browserStore } from './ui/browser-ports';
import { Widget } from './ui/widget';

type Settings = { identity?: Identity; product?: Product };

declare global {
  interface Window {
    /** Set before the script loads: who is signed in (signed by the shop's server) and what is on the page. */
    zhanggui?: Settings;
    /** For the page's own buttons. */
    zhangguiChat?: { open(): void; close(): void };
  }
}

const json = <T>(text: string | null | undefined): T | undefined => {
  try {
    return text ? (JSON.parse(text) as T) : undefined;
  } catch {
    return undefined;
  }
};

/** After the page: the widget never stands between a buyer and the shop. */
const whenQuiet = (act: () => void): void => {
  const idle = (): void => ('requestIdleCallback' in window ? void requestIdleCallback(act, { timeout: 2000 }) : void setTimeout(act, 200));
  document.readyState === 'complete' ? idle() : addEventListener('load', idle, { once: true });
};

const begin = async (script: HTMLScriptElement): Promise<void> => {
  const key = script.dataset['key'] ?? '';
  const base = script.dataset['server'] ?? new URL(script.src).origin;
  const locale = chooseLocale(script.dataset['locale'] ?? null, document.documentElement.lang, navigator.language);
  const store = browserStore();
  const ports = browserPorts(base, store);
  const answer = await ports.http('GET', `/api/visitor/config?key=${encodeURIComponent(key)}&locale=${locale}`);
  if (answer.status !== 200) {
    console.warn(`zhanggui: the chat could not be loaded (${answer.status})`);
    return;
  }

  const settings = window.zhanggui ?? {};
  const product = settings.product ?? json<Product>(script.dataset['product']);
  const client = new ChatClient(ports, {
    key,
    locale,
    identity: settings.identity ?? json<Identity>(script.dataset['identity']),
    page: { url: location.href.slice(0, 1000), title: document.title.slice(0, 200) },
    product,
  });
  const theme = script.dataset['theme'];
  const widget = new Widget({
    client,
    config: answer.json as Config,
    words: wordsOf(locale),
    locale,
    base,
    key,
    store,
    product,
    theme: theme === 'dark' || theme === 'auto' ? theme : 'light',
  });
  widget.mount();
  window.zhangguiChat = { open: () => widget.open(), close: () => widget.close() };
  addEventListener('online', () => client.hurry());
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && client.hurry());
  addEventListener('storage', (e) => e.key?.startsWith(`zg:${key}:out:`) && client.outboxChangedElsewhere());
  if (client.isKnown) {
    client.start(); // somebody who has written before: answers show on the button
  }
};

const script = document.currentScript;
if (script instanceof HTMLScriptElement) {
  whenQuiet(() => void begin(script));
}
