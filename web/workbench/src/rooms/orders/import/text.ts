import { dictionary } from '@/shared/i18n/dictionary';
import { importZh } from './zh-CN';

export const { useText: useImportText } = dictionary(importZh, () => import('./en').then((m) => m.importEn));
