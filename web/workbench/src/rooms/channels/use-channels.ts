import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/shared/api/client';
import { useShop } from '@/shared/session';
import type { Channel, ChannelForm } from './wire';

export const useChannels = () => {
  const shop = useShop();
  return useQuery({
    queryKey: ['channels', shop.id],
    queryFn: ({ signal }) =>
      api.get<{ channels: Channel[] }>('/api/reception/channels', { query: { shop: shop.id }, signal }),
    enabled: shop.id !== '',
  });
};

/** Makes a channel when none is named. */
export const useSaveChannel = (onDone: (saved: Channel) => void) => {
  const shop = useShop();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ channel, form }: { channel: Channel | null; form: ChannelForm }) =>
      channel === null
        ? api.post<Channel>(`/api/reception/channels?shop=${shop.id}`, form)
        : api.post<Channel>(`/api/reception/channels/${channel.id}/edit`, form),
    onSuccess: (saved) => {
      void client.invalidateQueries({ queryKey: ['channels', shop.id] });
      onDone(saved);
    },
  });
};

export const useRotateSecret = (onDone: (changed: Channel) => void) =>
  useMutation({
    mutationFn: (channel: Channel) => api.post<Channel>(`/api/reception/channels/${channel.id}/rotate-secret`),
    onSuccess: onDone,
  });
