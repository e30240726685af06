import { useState } from 'react';
import { Button, Popconfirm, Tag } from 'antd';
import { fullMoment } from '@/shared/time/format';
import { useZone } from '@/shared/time/use-zone';
import { MaskedValue } from '../masked-value';
import { ConsentForm } from './consent-form';
import css from './dossier.module.css';
import { EndSuggestion } from './end-suggestion';
import { Source } from './source';
import { useText } from './text';
import { useDossierAct } from './use-dossier';
import type { Consent, Dossier, Suggestion } from './wire';

type PartProps = { dossier: Dossier };

export const Facts = ({ dossier }: PartProps) => {
  const t = useText();
  const zone = useZone();
  const act = useDossierAct(dossier.buyer, () => undefined);
  if (dossier.facts.length === 0) return <span className={css['quiet']}>{t('noFacts')}</span>;
  return (
    <ul className={css['list']}>
      {dossier.facts.map((fact) => (
        <li key={fact.id} className={css['item']}>
          <div>
            <span className={css['kind']}>{fact.kindName}</span>
            {fact.isMasked ? (
              <MaskedValue
                customer={dossier.buyer}
                field={`facts.${fact.id}`}
                label={fact.kindName}
                value={{ shown: t('masked'), hasMore: true }}
                mayShow={dossier.mayUnmask}
              />
            ) : (
              <span className={css['words']}>{fact.text}</span>
            )}
            <div className={css['quiet']}>
              {fullMoment(fact.at, zone)} {fact.by} <Source conversation={fact.conversation} seq={fact.seq} />
            </div>
          </div>
          {dossier.mayEdit && (
            <Popconfirm
              title={t('remove')}
              onConfirm={() =>
                act.mutate({ path: `/api/shop/buyers/${dossier.buyer}/facts/${fact.id}/remove`, body: {} })
              }
            >
              <Button type="text" size="small">
                {t('remove')}
              </Button>
            </Popconfirm>
          )}
        </li>
      ))}
    </ul>
  );
};

export const ConsentList = ({ dossier, onlyStanding = false }: PartProps & { onlyStanding?: boolean }) => {
  const t = useText();
  const zone = useZone();
  const [withdraws, setWithdraws] = useState<Consent | null>(null);
  const shown = dossier.consents.filter((one) => !onlyStanding || (one.isStanding && one.isGiven));
  return (
    <>
      {shown.length === 0 && <span className={css['quiet']}>{t('noConsents')}</span>}
      <ul className={css['list']}>
        {shown.map((one) => (
          <li key={one.id} className={css['item']}>
            <div>
              <span className={css['line']}>
                {one.purposeName} · {t(`channel-${one.channel}`)}
                <Tag {...(one.isGiven && one.isStanding ? { color: 'green' } : {})}>
                  {one.isGiven ? t('given') : t('withdrawn')}
                </Tag>
              </span>
              <div className={css['quiet']}>
                {t(`how-${one.how}`)}
                {one.note !== null && <> · {one.note}</>} · {fullMoment(one.at, zone)}{' '}
                {one.isOwn ? t('ownAct') : one.by} <Source conversation={one.conversation} seq={one.seq} />
              </div>
            </div>
            {dossier.mayEdit && one.isGiven && one.isStanding && (
              <Button type="text" size="small" onClick={() => setWithdraws(one)}>
                {t('withdraw')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {withdraws !== null && (
        <ConsentForm buyer={dossier.buyer} withdraws={withdraws} onDone={() => setWithdraws(null)} />
      )}
    </>
  );
};

export const MemberLine = ({ dossier }: PartProps) => {
  const t = useText();
  const { member } = dossier;
  if (member === null) return <span className={css['quiet']}>{t('noMember')}</span>;
  return (
    <span className={css['line']}>
      <b>{member.levelName}</b>
      {member.number}
      <span className={css['quiet']}>
        {member.since} – {member.until ?? t('forever')}
      </span>
      {!member.isNow && <Tag color="orange">{t('notNow')}</Tag>}
    </span>
  );
};

export const SuggestionItems = ({ dossier, only }: PartProps & { only?: 'open' }) => {
  const t = useText();
  const zone = useZone();
  const [ends, setEnds] = useState<Suggestion | null>(null);
  const shown = dossier.suggestions.filter((one) => only === undefined || one.state === only);
  return (
    <>
      {shown.length === 0 && <span className={css['quiet']}>{t('noSuggestions')}</span>}
      <ul className={css['list']}>
        {shown.map((one) => (
          <li key={one.id} className={css['item']}>
            <div>
              <span className={css['kind']}>{one.topicName}</span>
              <span className={css['words']}>{one.text}</span>
              <div className={css['quiet']}>
                {t(`state-${one.state}`)}
                {one.state === 'open' && one.dueOn !== null && (
                  <span className={one.isLate ? css['late'] : undefined}> · {one.dueOn}</span>
                )}
                {one.answer !== null && <> · {one.answer}</>} · {fullMoment(one.at, zone)} {one.by}{' '}
                <Source conversation={one.conversation} seq={one.seq} />
              </div>
            </div>
            {dossier.mayEdit && one.state === 'open' && (
              <Button size="small" onClick={() => setEnds(one)}>
                {t('end')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {ends !== null && <EndSuggestion buyer={dossier.buyer} one={ends} onDone={() => setEnds(null)} />}
    </>
  );
};
