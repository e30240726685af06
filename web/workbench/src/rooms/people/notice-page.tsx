import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useNavigate, useSearchParams } from 'react-router';
import { api } from '@/shared/api/client';
import { toProblem } from '@/shared/api/problem';
import { useLanguage } from '@/shared/i18n/language';
import { Loading, LoadFailed } from '@/shared/ui/states';
import { Door } from './door';
import { useText } from './text';
import css from './people.module.css';
import type { MySession } from './wire';

type Notice = { version: number; zh: string[]; en: string[] };

/** What is recorded: asked at the first sign-in and again when it changes; readable at any time. */
export const NoticePage = () => {
  const t = useText();
  const spoken = useLanguage();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [search] = useSearchParams();
  const notice = useQuery({
    queryKey: ['people', 'notice'],
    queryFn: async () => ({
      notice: await api.get<Notice>('/api/people/notice'),
      me: await api.get<MySession>('/api/people/session'),
    }),
    staleTime: 0,
  });
  if (notice.error !== null) {
    if (toProblem(notice.error).status === 401) void navigate('/sign-in', { replace: true });
    return (
      <Door>
        <LoadFailed error={notice.error} onRetry={() => void notice.refetch()} />
      </Door>
    );
  }
  if (notice.data === undefined)
    return (
      <Door>
        <Loading />
      </Door>
    );
  const { me, notice: said } = notice.data;
  const go = () =>
    navigate(search.get('to')?.match(/^\/(?![/\\])/) ? (search.get('to') ?? '/') : '/', { replace: true });
  const accept = async () => {
    try {
      if (me.mustAcceptNotice) await api.post('/api/people/me/notice', { version: said.version });
      await queries.invalidateQueries({ queryKey: ['people', 'session'] });
      await go();
    } catch (error) {
      void message.error(toProblem(error).detail);
      void notice.refetch();
    }
  };
  return (
    <Door title={t('noticeTitle')} wide>
      {me.mustAcceptNotice && <p className={css['lead']}>{t('noticeIntro', { name: me.person.name })}</p>}
      <ol className={css['notice']}>
        {(spoken === 'en' ? said.en : said.zh).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
      <Button type="primary" size="large" block onClick={() => void accept()}>
        {me.mustAcceptNotice ? t('noticeAccept') : t('back')}
      </Button>
    </Door>
  );
};
