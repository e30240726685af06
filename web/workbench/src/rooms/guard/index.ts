import { SafetyCertificateOutlined } from '@ant-design/icons';
import { late } from '@/shared/late';
import { defineRoom } from '@/shared/room';
import { routes } from './routes';

export const room = defineRoom({
  id: 'guard',
  messages: { zh: { nav: '话术卫士' }, en: { nav: 'Guard' } },
  nav: { label: 'nav', icon: SafetyCertificateOutlined, to: '/guard', order: 41, permission: 'guard.hit.read' },
  topLine: { order: 21, load: () => import('./overview/waiting').then((m) => m.Waiting) },
  routes,
});

/** For whoever writes to buyers: the look while it is written, the marks under the text, the line and its keys. */
export { useGuard } from './use-guard';
export { rewritten, type Rewrite } from './marks';
export { MarksLayer } from './marks-layer';
export type { Word } from './wire';
export const GuardDesk = late(() => import('./guard-desk').then((m) => m.GuardDesk));

/** What the buyer asks: read when there are words, and shown by case with keys 1 to 9. */
export { useTopics } from './use-topics';
export const TopicAnswers = late(() => import('./topic-answers').then((m) => m.TopicAnswers));

/** For the record: what rang in this conversation, and "this was fine". */
export const TalkHits = late(() => import('./overview/talk-hits').then((m) => m.TalkHits));
