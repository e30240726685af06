import { useDeferredValue, useState } from 'react';
import { App, Button, Input, Tag, Tooltip } from 'antd';
import { api } from '@/shared/api/client';
import { toProblem } from '@/shared/api/problem';
import { Loading, LoadFailed } from '@/shared/ui/states';
import { Changes } from './changes';
import css from './offers.module.css';
import { useText } from './text';
import { usePolicies } from './use-offers';
import type { ShownPolicy } from './wire';

type Props = {
  item: string | undefined;
  /** The policy that something outside asked to see. */
  opens?: string | null;
  onInsert?: ((words: string, promotion: string | null) => void) | undefined;
};

/** What the shop holds to, topic by topic, for the product of the conversation; answers can be laid into the reply. */
export const ItemPolicies = ({ item, opens = null, onInsert }: Props) => {
  const t = useText();
  const [q, setQ] = useState('');
  const asked = useDeferredValue(q.trim());
  const list = usePolicies(item, asked);
  const [openId, setOpen] = useState(opens);
  const [shownFor, setShownFor] = useState(opens);
  if (shownFor !== opens) {
    setShownFor(opens);
    setOpen(opens);
  }
  const policies = list.data?.policies ?? [];
  return (
    <div className={css['stack']}>
      <Input
        allowClear
        size="small"
        value={q}
        placeholder={t('findPolicy')}
        aria-label={t('findPolicy')}
        onChange={(event) => setQ(event.target.value)}
      />
      {list.isPending && <Loading rows={2} />}
      {list.isError && list.data === undefined && <LoadFailed error={list.error} onRetry={() => void list.refetch()} />}
      {list.data !== undefined && policies.length === 0 && (
        <span className={css['quiet']}>{asked === '' ? t('noPolicies') : t('noneFound')}</span>
      )}
      {policies.map((one) => (
        <section key={one.id} className={css['topic']}>
          <button
            type="button"
            className={css['topicHead']}
            aria-expanded={openId === one.id || asked !== ''}
            onClick={() => setOpen(openId === one.id ? null : one.id)}
          >
            <span>{one.title}</span>
            {one.scope.kind !== 'all' && <Tag color="blue">{t('forThisProduct')}</Tag>}
            {one.isUnread && <Tag color="orange">{one.changes === null ? t('newPolicy') : t('changedPolicy')}</Tag>}
          </button>
          {(openId === one.id || asked !== '') && <PolicyBody policy={one} onInsert={onInsert} />}
        </section>
      ))}
    </div>
  );
};

const PolicyBody = ({ policy, onInsert }: { policy: ShownPolicy; onInsert: Props['onInsert'] }) => {
  const t = useText();
  const { message } = App.useApp();
  const insert = (index: number) =>
    api
      .get<{ text: string; promotion: string | null }>(`/api/shop/policies/${policy.id}/answers/${index}`)
      .then((words) => onInsert?.(words.text, words.promotion))
      .catch((error: unknown) => void message.error(toProblem(error).detail));
  return (
    <div className={css['topicBody']}>
      <p className={css['policyText']}>{policy.text}</p>
      {policy.isUnread && policy.changes !== null && <Changes changes={policy.changes} />}
      {policy.answers.map((one, index) => (
        <div key={`${index} ${one.case}`} className={css['answer']}>
          <div className={css['case']}>{one.case}</div>
          <div className={css['answerRow']}>
            <span>{one.answer}</span>
            {onInsert !== undefined && (
              <Tooltip title={one.why ?? undefined}>
                <Button size="small" disabled={!one.isOpen} onClick={() => void insert(index)}>
                  {t('insert')}
                </Button>
              </Tooltip>
            )}
          </div>
          {!one.isOpen && <div className={css['why']}>{one.why}</div>}
        </div>
      ))}
      {policy.notToSay.length > 0 && (
        <p className={css['never']}>
          {t('notToSay')}
          {policy.notToSay.map((words) => (
            <Tag key={words} color="red">
              {words}
            </Tag>
          ))}
        </p>
      )}
    </div>
  );
};
