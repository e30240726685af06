/** What a shop sets for a channel; an empty text is not said, no sites means any. */
export type ChannelSettings = {
  colour: string;
  greetingZh: string;
  greetingEn: string;
  offlineZh: string;
  offlineEn: string;
  origins: string[];
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

export type ChannelForm = Pick<Channel, 'name' | 'settings' | 'isEnabled'>;

export const noSettings: ChannelSettings = {
  colour: '',
  greetingZh: '',
  greetingEn: '',
  offlineZh: '',
  offlineEn: '',
  origins: [],
};
