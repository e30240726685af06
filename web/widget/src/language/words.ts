import { en } from './en';
import { zhCN, type Words } from './zh-CN';

/** The attribute wins, then the page's language, then the browser's; anything but English reads Chinese. */
export const chooseLocale = (wanted: string | null, page: string | null, browser: string): 'zh-CN' | 'en' => {
  const first = [wanted, page, browser].find((l) => l && /^(zh|en)\b/i.test(l)) ?? 'zh-CN';
  return first.toLowerCase().startsWith('en') ? 'en' : 'zh-CN';
};

export const wordsOf = (locale: 'zh-CN' | 'en'): Words => (locale === 'en' ? en : zhCN);
export type { Words };
