import type { Head } from '../wire';

/** Chats that let no other program in; what is said there is written down beside them. */
export const platforms = ['taobao', 'tmall', 'jd', 'pinduoduo', 'douyin', 'kuaishou'] as const;

/** Written down after it took place: nobody waits in it, so it has no place in the queue. */
const writtenDown = ['telephone', 'visit'];

export const hasQueue = (head: Pick<Head, 'channelKind'>): boolean =>
  !isOnPlatform(head) && !writtenDown.includes(head.channelKind);

export const isOnPlatform = ({ channelKind }: Pick<Head, 'channelKind'>): boolean =>
  (platforms as readonly string[]).includes(channelKind);
