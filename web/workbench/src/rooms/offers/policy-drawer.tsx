import { useState } from 'react';
import { Alert, App, Button, Drawer, Input, Tag } from 'antd';
import { toProblem } from '@/shared/api/problem';
import { useShop } from '@/shared/session';
import { Loading, LoadFailed } from '@/shared/ui/states';
import { Changes } from './changes';
import { begins, ends } from './moments';
import css from './offers.module.css';
import { PolicyEditor } from './policy-editor';
import { useText } from './text';
import { useAct, usePolicy } from './use-offers';
import type { PolicyStory, PolicyVersion } from './wire';

/** One policy with all its versions, the newest first, and what can be done with it. */
export const PolicyDrawer = ({ id, onDone }: { id: string; onDone: () => void }) => {
  const t = useText();
  const story = usePolicy(id);
  const [edits, setEdits] = useState(false);
  const data = story.data;
  return (
    <Drawer open size={640} title={data?.versions[0]?.form.title ?? t('policy')} onClose={onDone}>
      {story.isPending && <Loading rows={8} />}
      {story.isError && <LoadFailed error={story.error} onRetry={() => void story.refetch()} />}
      {data !== undefined && (
        <div className={css['drawer']}>
          <Acts story={data} onEdit={() => setEdits(true)} />
          {data.readers !== null && (
            <p>
              {t('readOf', { n: data.readers.read, of: data.readers.of })}
              {data.readers.unread.length > 0 && t('notRead')}
              {data.readers.unread.map((one) => (
                <Tag key={one.id}>{one.name}</Tag>
              ))}
            </p>
          )}
          {data.versions.map((one) => (
            <Version key={one.version} version={one} inForce={data.inForce} />
          ))}
          {edits && <PolicyEditor story={data} onDone={() => setEdits(false)} />}
        </div>
      )}
    </Drawer>
  );
};

const Acts = ({ story, onEdit }: { story: PolicyStory; onEdit: () => void }) => {
  const t = useText();
  const { message } = App.useApp();
  const [asks, setAsks] = useState<'return' | 'end' | null>(null);
  const [reason, setReason] = useState('');
  const act = useAct(() => {
    setAsks(null);
    setReason('');
    void message.success(t('saved'));
  });
  const latest = story.versions[0];
  if (latest === undefined) return null;
  const send = (name: string) =>
    act.mutate({
      path: `/policies/${story.id}/${name}`,
      body: { version: latest.version, edition: latest.edition, reason },
    });
  return (
    <section>
      <div className={css['acts']}>
        {story.mayEdit && (latest.state === 'draft' || latest.state === 'returned') && (
          <Button type="primary" loading={act.isPending} onClick={() => send('submit')}>
            {t('handIn')}
          </Button>
        )}
        {latest.mayApprove && (
          <>
            <Button type="primary" loading={act.isPending} onClick={() => send('approve')}>
              {t('approve')}
            </Button>
            <Button onClick={() => setAsks('return')}>{t('sendBack')}</Button>
          </>
        )}
        {story.mayEdit && <Button onClick={onEdit}>{t(latest.state === 'approved' ? 'newVersion' : 'change')}</Button>}
        {story.mayApprove && story.endedAt === null && (
          <Button danger onClick={() => setAsks('end')}>
            {t('endPolicy')}
          </Button>
        )}
      </div>
      {asks !== null && (
        <div className={css['ask']}>
          <Input
            autoFocus
            maxLength={300}
            value={reason}
            placeholder={t('reason')}
            aria-label={t('reason')}
            onChange={(event) => setReason(event.target.value)}
          />
          <Button
            type="primary"
            danger={asks === 'end'}
            disabled={reason.trim() === ''}
            loading={act.isPending}
            onClick={() => send(asks)}
          >
            {t(asks === 'end' ? 'endPolicy' : 'sendBack')}
          </Button>
        </div>
      )}
      {act.isError && <Alert type="error" title={toProblem(act.error).detail} />}
    </section>
  );
};

const Version = ({ version, inForce }: { version: PolicyVersion; inForce: number | null }) => {
  const t = useText();
  const { zone } = useShop();
  const { form } = version;
  return (
    <article className={css['card']}>
      <div className={css['cardHead']}>
        <strong>{t('versionN', { n: version.version })}</strong>
        {version.version === inForce ? (
          <Tag color="green">{t('inForceNow')}</Tag>
        ) : (
          <Tag>{t(`version-${version.state}`)}</Tag>
        )}
        <span className={css['quiet']}>
          {form.to === null
            ? t('since', { at: begins(form.from, zone) })
            : t('fromTo', { from: begins(form.from, zone), to: ends(form.to, zone) })}
        </span>
      </div>
      <p className={css['policyText']}>{form.text}</p>
      {version.changes !== null && version.changes.length > 0 && (
        <>
          <h3 className={css['smallHead']}>{t('whatChanged')}</h3>
          <Changes changes={version.changes} />
        </>
      )}
      {form.answers.map((one, index) => (
        <div key={index} className={css['answer']}>
          <div className={css['case']}>{one.case}</div>
          <div>{one.answer}</div>
        </div>
      ))}
      {form.facts.length > 0 && (
        <p>
          {form.facts.map((one) => (
            <Tag key={one.name}>
              {one.name} = {one.value}
            </Tag>
          ))}
        </p>
      )}
      {form.notToSay.length > 0 && (
        <p className={css['never']}>
          {t('notToSay')}
          {form.notToSay.map((words) => (
            <Tag key={words} color="red">
              {words}
            </Tag>
          ))}
        </p>
      )}
      <p className={css['quiet']}>
        {t('writtenBy', { by: version.author ?? '', at: begins(version.madeAt, zone) })}
        {version.decidedBy !== null &&
          ` · ${t(version.state === 'approved' ? 'approvedBy' : 'returnedBy', { by: version.decidedBy })}`}
        {version.reason !== null && t('because', { text: version.reason })}
      </p>
    </article>
  );
};
