import { late } from '@/shared/late';
import { defineRoom } from '@/shared/room';

export const room = defineRoom({ id: 'guard', messages: { zh: { nav: '话术卫士' }, en: { nav: 'Guard' } } });

/** For whoever writes to buyers: the look while it is written, the marks under the text, the line and its keys. */
export { useGuard } from './use-guard';
export { rewritten } from './marks';
export { MarksLayer } from './marks-layer';
export type { Word } from './wire';
export const GuardDesk = late(() => import('./guard-desk').then((m) => m.GuardDesk));

/** What the buyer asks: read when there are words, and shown by case with keys 1 to 9. */
export { useTopics } from './use-topics';
export const TopicAnswers = late(() => import('./topic-answers').then((m) => m.TopicAnswers));
