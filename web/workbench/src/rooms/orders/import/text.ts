import { dictionary } from '@/shared/i18n/dictionary';
import { importEn } from './en';
import { importZh } from './zh-CN';

export const { useText: useImportText } = dictionary(importZh, importEn);
