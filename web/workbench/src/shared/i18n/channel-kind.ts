import { useCallback } from 'react';
import { sharedText, useSharedText } from './shared-text';

const words = {
  web: 'channelWeb',
  'shop-chat': 'channelShopChat',
  wechat: 'channelWechat',
  qq: 'channelQq',
  telephone: 'channelTelephone',
  visit: 'channelVisit',
  email: 'channelEmail',
  taobao: 'platformTaobao',
  tmall: 'platformTmall',
  jd: 'platformJd',
  pinduoduo: 'platformPinduoduo',
  pdd: 'platformPinduoduo',
  douyin: 'platformDouyin',
  kuaishou: 'platformKuaishou',
  other: 'platformOther',
} as const;

/** The platform of an order in words, for cells that are copied. */
export const platformName = (name: string): string =>
  name in words ? sharedText(words[name as keyof typeof words]) : name;

/** The kind of a channel, or a platform, in words; one this tab does not know yet is shown as the server names it. */
export const useChannelKind = (): ((kind: string) => string) => {
  const t = useSharedText();
  return useCallback((kind) => (kind in words ? t(words[kind as keyof typeof words]) : kind), [t]);
};
