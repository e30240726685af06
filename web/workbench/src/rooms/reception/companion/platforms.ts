import type { Head } from '../wire';

/** Chats that let no other program in; what is said there is written down beside them. */
export const platforms = ['taobao', 'tmall', 'jd', 'pinduoduo', 'douyin', 'kuaishou'] as const;

export const isOnPlatform = ({ channelKind }: Pick<Head, 'channelKind'>): boolean =>
  (platforms as readonly string[]).includes(channelKind);
