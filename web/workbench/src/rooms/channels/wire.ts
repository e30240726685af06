/** What a shop sets for a channel; an empty text is not said, no sites means any. */
export type ChannelSettings = {
  colour: string;
  greetingZh: string;
  greetingEn: string;
  offlineZh: string;
  offlineEn: string;
  origins: string[];
  /** Why the texts are kept though the guard asks. */
  guardReason: string;
  /** Where a bridge takes what agents say; empty = nothing is connected. */
  outboundUrl: string;
};

/** `secret` is there only in the answer that made it. */
export type Channel = {
  id: string;
  shopId: string;
  kind: string;
  name: string;
  publicKey: string;
  settings: ChannelSettings;
  isEnabled: boolean;
  hasSecret: boolean;
  secret?: string | null;
};

export type ChannelForm = Pick<Channel, 'kind' | 'name' | 'settings' | 'isEnabled'>;

/** Kinds a bridge program carries to and fro; the web needs none, calls and visits are written down by hand. */
export const bridgedKinds = ['shop-chat', 'wechat', 'qq', 'email'] as const;

export const isBridged = (kind: string): boolean => bridgedKinds.some((one) => one === kind);

export const noSettings: ChannelSettings = {
  colour: '',
  greetingZh: '',
  greetingEn: '',
  offlineZh: '',
  offlineEn: '',
  origins: [],
  guardReason: '',
  outboundUrl: '',
};
