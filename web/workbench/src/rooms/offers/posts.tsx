import { useState } from 'react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Alert, Button, Input } from 'antd';
import { api } from '@/shared/api/client';
import { newId } from '@/shared/api/id';
import { toProblem } from '@/shared/api/problem';
import { useShop } from '@/shared/session';
import { fullMoment } from '@/shared/time/format';
import { Loading, LoadFailed } from '@/shared/ui/states';
import css from './offers.module.css';
import { useText } from './text';
import { useAct } from './use-offers';

type Post = { id: string; place: string; link: string | null; note: string | null; by: string | null; at: string };
type PostList = { posts: Post[]; next: string | null; mayEdit: boolean };

/** Where a promotion was posted, by whom and when; written down and never changed. */
export const Posts = ({ promotion }: { promotion: string }) => {
  const t = useText();
  const { id: shop, zone } = useShop();
  const list = useInfiniteQuery({
    queryKey: ['offers', 'posts', shop, promotion],
    queryFn: ({ pageParam, signal }) =>
      api.get<PostList>('/api/shop/posts', { query: { shop, promotion, after: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
  });
  const posts = list.data?.pages.flatMap((one) => one.posts) ?? [];
  return (
    <section>
      <h3>{t('posts')}</h3>
      {list.isPending && <Loading rows={2} />}
      {list.isError && <LoadFailed error={list.error} onRetry={() => void list.refetch()} />}
      {list.data !== undefined && posts.length === 0 && <p className={css['quiet']}>{t('noPosts')}</p>}
      {posts.map((one) => (
        <p key={one.id}>
          {one.link === null ? (
            one.place
          ) : (
            <a href={one.link} target="_blank" rel="noopener noreferrer nofollow" title={one.link}>
              {one.place}
            </a>
          )}{' '}
          <span className={css['quiet']}>
            {one.by} · {fullMoment(one.at, zone)}
            {one.note !== null && ` · ${one.note}`}
          </span>
        </p>
      ))}
      {list.hasNextPage && <Button onClick={() => void list.fetchNextPage()}>{t('more')}</Button>}
      {list.data?.pages[0]?.mayEdit === true && <Note promotion={promotion} />}
    </section>
  );
};

const Note = ({ promotion }: { promotion: string }) => {
  const t = useText();
  const { id: shop } = useShop();
  const [post, setPost] = useState({ id: newId(), place: '', link: '', note: '' });
  const act = useAct(() => setPost({ id: newId(), place: '', link: '', note: '' }));
  return (
    <form
      className={css['ask']}
      onSubmit={(event) => {
        event.preventDefault();
        act.mutate({ path: '/posts', body: { ...post, shop, promotion } });
      }}
    >
      <Input
        maxLength={60}
        value={post.place}
        placeholder={t('postPlace')}
        aria-label={t('postPlace')}
        onChange={(event) => setPost({ ...post, place: event.target.value })}
      />
      <Input
        maxLength={500}
        value={post.link}
        placeholder={t('postLink')}
        aria-label={t('postLink')}
        onChange={(event) => setPost({ ...post, link: event.target.value })}
      />
      <Button htmlType="submit" loading={act.isPending} disabled={post.place.trim() === ''}>
        {t('notePost')}
      </Button>
      {act.isError && <Alert type="error" title={toProblem(act.error).detail} />}
    </form>
  );
};
