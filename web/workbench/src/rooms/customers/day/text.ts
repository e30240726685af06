import { dictionary } from '@/shared/i18n/dictionary';
import { en } from './en';
import { zh } from './zh-CN';

export const { useText } = dictionary(zh, en);
