import { useStore } from '@/shared/store/store';
import { isOneOf, remembered } from '@/shared/store/remembered';

export type Language = 'zh-CN' | 'en';

export const language = remembered<Language>('language', 'zh-CN', isOneOf('zh-CN', 'en'));

export const useLanguage = (): Language => useStore(language);
