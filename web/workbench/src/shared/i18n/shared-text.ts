import { dictionary } from './dictionary';
import { zh } from './zh-CN';

export const { useText: useSharedText, text: sharedText } = dictionary(zh, () => import('./en').then((m) => m.en));
