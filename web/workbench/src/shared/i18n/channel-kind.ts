import { useCallback } from 'react';
import { useSharedText } from './shared-text';

const words = {
  web: 'channelWeb',
  'shop-chat': 'channelShopChat',
  wechat: 'channelWechat',
  qq: 'channelQq',
  telephone: 'channelTelephone',
  visit: 'channelVisit',
  email: 'channelEmail',
} as const;

/** The kind of a channel in words; one this tab does not know yet is shown as the server names it. */
export const useChannelKind = (): ((kind: string) => string) => {
  const t = useSharedText();
  return useCallback((kind) => (kind in words ? t(words[kind as keyof typeof words]) : kind), [t]);
};
