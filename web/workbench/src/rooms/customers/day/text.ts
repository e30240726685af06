import { dictionary } from '@/shared/i18n/dictionary';
import { zh } from './zh-CN';

export const { useText } = dictionary(zh, () => import('./en').then((m) => m.en));
