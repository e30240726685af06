import { useState } from 'react';
import { Alert, App, Button, Checkbox, Drawer, Input, InputNumber, Tag } from 'antd';
import { toProblem } from '@/shared/api/problem';
import { sharedText } from '@/shared/i18n/shared-text';
import { useShop } from '@/shared/session';
import { fullMoment } from '@/shared/time/format';
import { Loading, LoadFailed } from '@/shared/ui/states';
import { CapacityView } from './capacity-view';
import { begins, ends } from './moments';
import css from './offers.module.css';
import { Posts } from './posts';
import { PromotionEditor } from './promotion-editor';
import { StateTag } from './promotions-page';
import { text, useText } from './text';
import { useAct, usePromotion } from './use-offers';
import type { PromotionStory, SignView } from './wire';
import { termsWords } from './words';

/** One promotion: what it gives, what it needs, who agreed, who has read it, and everything that was done. */
export const PromotionDrawer = ({ id, onDone }: { id: string; onDone: () => void }) => {
  const t = useText();
  const story = usePromotion(id);
  const [edits, setEdits] = useState(false);
  const data = story.data;
  return (
    <Drawer open size={640} title={data?.promotion.form.name ?? t('promotion')} onClose={onDone}>
      {story.isPending && <Loading rows={8} />}
      {story.isError && <LoadFailed error={story.error} onRetry={() => void story.refetch()} />}
      {data !== undefined && (
        <div className={css['drawer']}>
          <Facts story={data} />
          <Acts story={data} onEdit={() => setEdits(true)} />
          {data.promotion.state !== 'draft' && <Signs story={data} />}
          {data.check !== null && <CapacityView check={data.check} />}
          {data.readers !== null && (
            <section>
              <h3>{t('whoHasRead')}</h3>
              <p>
                {t('readOf', { n: data.readers.read, of: data.readers.of })}
                {data.readers.unread.length > 0 && t('notRead')}
                {data.readers.unread.map((one) => (
                  <Tag key={one.id}>{one.name}</Tag>
                ))}
              </p>
            </section>
          )}
          <Posts promotion={id} />
          <History story={data} />
          {edits && <PromotionEditor story={data} onDone={() => setEdits(false)} />}
        </div>
      )}
    </Drawer>
  );
};

const Facts = ({ story }: { story: PromotionStory }) => {
  const t = useText();
  const { zone } = useShop();
  const { promotion } = story;
  const { form } = promotion;
  return (
    <section>
      <p>
        <StateTag line={promotion} />
      </p>
      {promotion.releasedVersion !== null && promotion.state !== 'released' && (
        <Alert type="info" showIcon title={t('agentsKeep', { n: promotion.releasedVersion })} />
      )}
      <dl className={css['facts']}>
        <dt>{t('gives')}</dt>
        <dd>
          {termsWords(text, form)}
          {form.isPaidToday && ` · ${t('paidToday')}`}
          {promotion.giftLeft !== null && ` · ${t('left', { n: promotion.giftLeft })}`}
        </dd>
        <dt>{t('period')}</dt>
        <dd>{t('fromTo', { from: begins(form.from, zone), to: ends(form.to, zone) })}</dd>
        <dt>{t('scope')}</dt>
        <dd>{form.scope.kind === 'all' ? t('scope-all') : form.scope.targets.join(sharedText('listMark'))}</dd>
        {form.conditions !== null && (
          <>
            <dt>{t('conditions')}</dt>
            <dd>{form.conditions}</dd>
          </>
        )}
        <dt>{t('agentsSay')}</dt>
        <dd>{form.text ?? '—'}</dd>
        <dt>{t('briefing')}</dt>
        <dd className={css['policyText']}>{form.briefing ?? '—'}</dd>
      </dl>
      {form.items.length > 0 && <Preparations story={story} />}
    </section>
  );
};

/** What has to be ready, ticked where it is; agents and departments hear nothing of it. */
const Preparations = ({ story }: { story: PromotionStory }) => {
  const t = useText();
  const act = useAct();
  const { promotion } = story;
  return (
    <>
      {promotion.form.items.map((one, index) => (
        <div key={one.item}>
          <Checkbox
            checked={one.isDone}
            disabled={!story.mayEdit || promotion.state === 'withdrawn' || act.isPending}
            onChange={(event) =>
              act.mutate({
                path: `/promotions/${promotion.id}/items`,
                body: { index, item: one.item, isDone: event.target.checked },
              })
            }
          >
            {one.item} <span className={css['quiet']}>{t(one.isDone ? 'done' : 'open')}</span>
          </Checkbox>
          {one.text !== null && <div className={css['quiet']}>{one.text}</div>}
        </div>
      ))}
      {act.isError && <Alert type="error" title={toProblem(act.error).detail} />}
    </>
  );
};

const Acts = ({ story, onEdit }: { story: PromotionStory; onEdit: () => void }) => {
  const t = useText();
  const { message } = App.useApp();
  const { promotion, mayEdit, mayRelease } = story;
  const [asks, setAsks] = useState<'release' | 'withdraw' | 'gifts' | null>(null);
  const [reason, setReason] = useState('');
  const [left, setLeft] = useState<number | null>(promotion.giftLeft);
  const act = useAct(() => {
    setAsks(null);
    setReason('');
    void message.success(t('saved'));
  });
  const send = (name: string, body: object = {}) => act.mutate({ path: `/promotions/${promotion.id}/${name}`, body });
  const isShort = story.check?.isShort === true;
  return (
    <section>
      <div className={css['acts']}>
        {mayEdit && promotion.state === 'draft' && (
          <Button type="primary" loading={act.isPending} onClick={() => send('submit')}>
            {t('submit')}
          </Button>
        )}
        {mayRelease && promotion.state === 'signing' && (
          <Button
            type="primary"
            loading={act.isPending}
            onClick={() => (isShort && promotion.open.length === 0 ? setAsks('release') : send('release', { reason }))}
          >
            {t('release')}
          </Button>
        )}
        {mayEdit && promotion.state !== 'withdrawn' && <Button onClick={onEdit}>{t('change')}</Button>}
        {mayEdit && promotion.releasedVersion !== null && promotion.giftLeft !== null && (
          <Button onClick={() => setAsks('gifts')}>{t('countGifts')}</Button>
        )}
        {mayRelease && promotion.state !== 'withdrawn' && promotion.standing !== 'ended' && (
          <Button danger onClick={() => setAsks('withdraw')}>
            {t('withdraw')}
          </Button>
        )}
      </div>
      {asks !== null && (
        <div className={css['ask']}>
          {asks === 'gifts' && (
            <InputNumber min={0} precision={0} value={left} aria-label={t('countGifts')} onChange={setLeft} />
          )}
          <Input
            autoFocus
            maxLength={300}
            value={reason}
            placeholder={t(
              asks === 'release' ? 'shortReason' : asks === 'withdraw' ? 'withdrawReason' : 'reasonOptional',
            )}
            aria-label={t('reason')}
            onChange={(event) => setReason(event.target.value)}
          />
          <Button
            type="primary"
            danger={asks === 'withdraw'}
            loading={act.isPending}
            disabled={asks !== 'gifts' && reason.trim() === ''}
            onClick={() => send(asks, { reason, left })}
          >
            {t(asks === 'release' ? 'release' : asks === 'withdraw' ? 'withdraw' : 'save')}
          </Button>
        </div>
      )}
      {act.isError && <Alert type="error" title={toProblem(act.error).detail} />}
    </section>
  );
};

const Signs = ({ story }: { story: PromotionStory }) => {
  const t = useText();
  return (
    <section>
      <h3>{t('signs')}</h3>
      {story.signs.map((one) => (
        <Sign key={`${story.round} ${one.department}`} story={story} sign={one} />
      ))}
    </section>
  );
};

const Sign = ({ story, sign }: { story: PromotionStory; sign: SignView }) => {
  const t = useText();
  const { zone } = useShop();
  const [reason, setReason] = useState('');
  const act = useAct(() => setReason(''));
  const send = (isAgreed: boolean) =>
    act.mutate({
      path: `/promotions/${story.promotion.id}/sign`,
      body: { round: story.round, department: sign.department, isAgreed, reason },
    });
  const maySign = sign.isMine && story.promotion.state === 'signing';
  const [isOpen, setOpen] = useState(false);
  return (
    <div className={css['sign']} data-department={sign.department}>
      <div className={css['cardHead']}>
        <strong>{sign.name}</strong>
        <Tag color={sign.isAgreed === null ? 'default' : sign.isAgreed ? 'green' : 'red'}>
          {t(sign.isAgreed === null ? 'notSigned' : sign.isAgreed ? 'agreed' : 'refusedSign')}
        </Tag>
        {sign.person !== null && (
          <span className={css['quiet']}>
            {sign.person} {sign.at !== null && fullMoment(sign.at, zone)}
          </span>
        )}
      </div>
      {sign.reason !== null && <div>{sign.reason}</div>}
      {maySign && sign.isAgreed === true && !isOpen && (
        <Button size="small" type="text" onClick={() => setOpen(true)}>
          {t('signAgain')}
        </Button>
      )}
      {maySign && (sign.isAgreed !== true || isOpen) && (
        <div className={css['ask']}>
          <Input
            size="small"
            maxLength={300}
            value={reason}
            placeholder={t('signReason')}
            aria-label={`${sign.name} ${t('reason')}`}
            onChange={(event) => setReason(event.target.value)}
          />
          <Button
            size="small"
            type={sign.isAgreed === true ? 'default' : 'primary'}
            loading={act.isPending}
            onClick={() => send(true)}
          >
            {t('agree')}
          </Button>
          <Button size="small" danger disabled={reason.trim() === ''} onClick={() => send(false)}>
            {t('refuse')}
          </Button>
        </div>
      )}
      {act.isError && <Alert type="error" title={toProblem(act.error).detail} />}
    </div>
  );
};

const History = ({ story }: { story: PromotionStory }) => {
  const t = useText();
  const { zone } = useShop();
  return (
    <section>
      <h3>{t('history')}</h3>
      {story.changes.map((one) => (
        <p key={`${one.at}${one.what}${one.text ?? ''}`} className={css['step']}>
          <time>{fullMoment(one.at, zone)}</time>{' '}
          {t(`act-${one.what}` as 'act-changed', { by: one.by ?? '', n: one.version })}
          {one.text !== null && t('because', { text: one.text })}
        </p>
      ))}
    </section>
  );
};
