import { dictionary } from '@/shared/i18n/dictionary';
import { zh } from './zh-CN';

export const { useText, text } = dictionary(zh, () => import('./en').then((m) => m.en));
