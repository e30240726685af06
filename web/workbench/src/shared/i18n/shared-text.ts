import { dictionary } from './dictionary';
import { en } from './en';
import { zh } from './zh-CN';

export const { useText: useSharedText, text: sharedText } = dictionary(zh, en);
