import { useState } from 'react';
import { Button } from 'antd';
import { Section } from '@/shared/ui/page';
import { Loading, LoadFailed } from '@/shared/ui/states';
import { CareSection } from './care-section';
import { ConsentForm } from './consent-form';
import css from './dossier.module.css';
import { ConsentList, Facts, MemberLine, SuggestionItems } from './dossier-parts';
import { GroupsForm } from './groups-form';
import { MemberForm } from './member-form';
import { NoteFact } from './note-fact';
import { ReferralSection } from './referral-section';
import { useText } from './text';
import { useDossier } from './use-dossier';

type Open = 'fact' | 'consent' | 'member' | 'groups' | null;

/** What is known of a customer beside the record, on the customer's page. */
export const DossierSections = ({ buyer, name }: { buyer: string; name: string }) => {
  const t = useText();
  const found = useDossier(buyer);
  const [open, setOpen] = useState<Open>(null);
  if (found.isPending) return <Loading rows={6} />;
  if (found.isError) return <LoadFailed error={found.error} onRetry={() => void found.refetch()} />;
  const dossier = found.data;
  const act = (what: Exclude<Open, null>, label: string) =>
    dossier.mayEdit && (
      <Button size="small" onClick={() => setOpen(what)}>
        {label}
      </Button>
    );
  const close = () => setOpen(null);
  return (
    <>
      <Section title={t('facts')} actions={act('fact', t('addFact'))}>
        <Facts dossier={dossier} />
      </Section>
      <Section title={t('member')} actions={act('member', t('setMember'))}>
        <div className={css['block']}>
          <MemberLine dossier={dossier} />
          {dossier.membershipText !== '' && (
            <details>
              <summary className={css['quiet']}>{t('membershipText')}</summary>
              <div className={css['words']}>{dossier.membershipText}</div>
            </details>
          )}
        </div>
      </Section>
      <Section title={t('groups')} actions={act('groups', t('editGroups'))}>
        {dossier.groups.length === 0 ? (
          <span className={css['quiet']}>{t('noGroups')}</span>
        ) : (
          <span className={css['line']}>
            {dossier.groups.map((group) => (
              <span key={group.id} className={css['kind']} title={group.purpose}>
                {group.name}
              </span>
            ))}
          </span>
        )}
      </Section>
      <Section title={t('suggestions')} actions={act('fact', t('addSuggestion'))}>
        <SuggestionItems dossier={dossier} />
      </Section>
      <Section title={t('consents')} actions={act('consent', t('addConsent'))}>
        <ConsentList dossier={dossier} />
      </Section>
      <CareSection buyer={buyer} name={name} />
      <ReferralSection buyer={buyer} />
      {open === 'fact' && <NoteFact buyer={buyer} onDone={close} />}
      {open === 'consent' && <ConsentForm buyer={buyer} onDone={close} />}
      {open === 'member' && <MemberForm buyer={buyer} member={dossier.member} onDone={close} />}
      {open === 'groups' && <GroupsForm buyer={buyer} now={dossier.groups.map((one) => one.id)} onDone={close} />}
    </>
  );
};
