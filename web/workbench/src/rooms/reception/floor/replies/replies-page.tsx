import { Alert, Segmented } from 'antd';
import { useSearchParams } from 'react-router';
import { useMay } from '@/shared/session';
import { Page } from '@/shared/ui/page';
import { Loading, LoadFailed, NoRight } from '@/shared/ui/states';
import { FloorTabs } from '../floor-tabs';
import { MarkLine } from '../texts/mark-line';
import { ReplyEditor } from './reply-editor';
import css from './replies.module.css';
import { useReplyText } from './text';
import { useReplies } from './use-replies';
import type { Reply, ReplyKey } from './wire';

const keys = ['first', 'busy', 'off_hours'] as const satisfies readonly ReplyKey[];
const unwritten = (key: ReplyKey): Reply => ({
  key,
  isOn: false,
  text: '',
  afterSeconds: null,
  fontSize: null,
  colours: [],
});

/** The three automatic replies of the rules in force, to be changed by way of a draft. */
export const RepliesPage = () => {
  const t = useReplyText();
  const may = useMay('reception.conversation.read');
  const [search, setSearch] = useSearchParams();
  const list = useReplies(may);
  const key = keys.find((one) => one === search.get('reply')) ?? 'first';
  if (!may) return <NoRight right={t('right')} />;
  return (
    <Page title={t('title')}>
      <FloorTabs />
      <p className={css['hint']}>{t('text')}</p>
      {list.isPending && <Loading rows={8} />}
      {list.isError && <LoadFailed error={list.error} onRetry={() => void list.refetch()} />}
      {list.data !== undefined && (
        <>
          {list.data.rings.length > 0 && (
            <Alert
              type="error"
              title={t('rings')}
              description={list.data.rings.map((ring) => (
                <MarkLine key={ring.path} mark={ring.mark} />
              ))}
            />
          )}
          <Segmented
            className={css['which'] ?? ''}
            value={key}
            onChange={(value) => setSearch({ reply: value }, { replace: true })}
            options={keys.map((value) => ({ value, label: t(value) }))}
          />
          <ReplyEditor
            key={key}
            of={list.data}
            before={list.data.replies.find((one) => one.key === key) ?? unwritten(key)}
          />
        </>
      )}
    </Page>
  );
};
