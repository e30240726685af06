import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/shared/api/client';
import { useMay, useShop } from '@/shared/session';
import type {
  CategoryList,
  DeliveryFound,
  DeliveryList,
  DeliverySaid,
  History,
  Product,
  ProductCounts,
  ProductList,
} from './wire';

export type Show = 'all' | 'sold-out' | 'unlisted' | 'colour-difference' | 'no-discount' | 'archived';

export const useProducts = (wanted: { q: string; show: Show; category: string }) => {
  const shop = useShop();
  return useInfiniteQuery({
    queryKey: ['goods', 'list', shop.id, wanted],
    queryFn: ({ pageParam, signal }) =>
      api.get<ProductList>('/api/shop/products', {
        query: {
          shop: shop.id,
          q: wanted.q,
          state: wanted.show === 'all' ? '' : wanted.show,
          category: wanted.category,
          after: pageParam,
        },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    placeholderData: (before) => before,
    enabled: shop.id !== '',
  });
};

/** A few products for a box in which somebody types. */
export const useFoundProducts = (q: string) => {
  const shop = useShop();
  return useQuery({
    queryKey: ['goods', 'found', shop.id, q],
    queryFn: ({ signal }) =>
      api.get<ProductList>('/api/shop/products', { query: { shop: shop.id, q, limit: 8 }, signal }),
    placeholderData: (before) => before,
    enabled: shop.id !== '' && q !== '',
  });
};

export const useProductCounts = () => {
  const shop = useShop();
  return useQuery({
    queryKey: ['goods', 'counts', shop.id],
    queryFn: ({ signal }) => api.get<ProductCounts>('/api/shop/product-counts', { query: { shop: shop.id }, signal }),
    enabled: shop.id !== '',
  });
};

export const useProduct = (item: string | null) => {
  const shop = useShop();
  return useQuery({
    queryKey: ['goods', 'one', shop.id, item],
    queryFn: ({ signal }) =>
      api.get<Product>(`/api/shop/products/${encodeURIComponent(item ?? '')}`, { query: { shop: shop.id }, signal }),
    enabled: shop.id !== '' && item !== null && item !== '',
    retry: false,
  });
};

export const useHistory = (item: string) => {
  const shop = useShop();
  return useInfiniteQuery({
    queryKey: ['goods', 'history', shop.id, item],
    queryFn: ({ pageParam, signal }) =>
      api.get<History>(`/api/shop/products/${encodeURIComponent(item)}/history`, {
        query: { shop: shop.id, after: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    enabled: shop.id !== '',
  });
};

export const useCategories = () => {
  const shop = useShop();
  return useQuery({
    queryKey: ['goods', 'categories', shop.id],
    queryFn: ({ signal }) => api.get<CategoryList>('/api/shop/categories', { query: { shop: shop.id }, signal }),
    enabled: shop.id !== '',
  });
};

export const useDelivery = (q: string) => {
  const shop = useShop();
  return useInfiniteQuery({
    queryKey: ['goods', 'delivery', shop.id, q],
    queryFn: ({ pageParam, signal }) =>
      api.get<DeliveryList>('/api/shop/delivery', { query: { shop: shop.id, q, after: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    placeholderData: (before) => before,
    enabled: shop.id !== '',
  });
};

export const useDeliveryTo = (region: string) => {
  const shop = useShop();
  return useQuery({
    queryKey: ['goods', 'delivery-to', shop.id, region],
    queryFn: ({ signal }) =>
      api.get<DeliveryFound>('/api/shop/delivery/find', { query: { shop: shop.id, region }, signal }),
    placeholderData: (before) => before,
    enabled: shop.id !== '' && region !== '',
  });
};

/** Any act on products or regions; everything shown of them is read again after it. */
export const useGoodsAct = <T = unknown>(onDone?: (answer: T) => void) => {
  const client = useQueryClient();
  const shop = useShop();
  return useMutation({
    mutationFn: ({ path, body }: { path: string; body: object }) =>
      api.post<T>(`/api/shop${path}`, { shop: shop.id, ...body }),
    onSuccess: async (answer) => {
      await client.invalidateQueries({ queryKey: ['goods'] });
      onDone?.(answer);
    },
  });
};

/** The region of the table that the buyer named last. */
export const useSaidRegion = (words: readonly string[] | undefined) => {
  const shop = useShop();
  return useQuery({
    queryKey: ['goods', 'delivery-said', shop.id, words],
    queryFn: ({ signal }) => api.post<DeliverySaid>('/api/shop/delivery/said', { shop: shop.id, words }, { signal }),
    placeholderData: (before) => before,
    enabled: shop.id !== '' && words !== undefined && words.length > 0,
  });
};

/** Where the newest order of the conversation's buyer went; the same answer as the block of orders reads. */
export const useLatestRegion = (conversation: string | null): string | null => {
  const may = useMay('orders.order.read');
  const found = useQuery({
    queryKey: ['orders', 'latest', conversation],
    queryFn: ({ signal }) =>
      api.get<{ orders: { region: string | null }[] }>('/api/orders/orders/latest', {
        query: { conversation },
        signal,
      }),
    enabled: may && conversation !== null,
  });
  return found.data?.orders.find((one) => one.region !== null)?.region ?? null;
};
