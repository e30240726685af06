import { useState } from 'react';
import { Button, Space } from 'antd';
import { Loading, LoadFailed } from '@/shared/ui/states';
import { ConsentForm } from './consent-form';
import css from './dossier.module.css';
import { ConsentList, Facts, MemberLine, SuggestionItems } from './dossier-parts';
import { GroupsForm } from './groups-form';
import { MemberForm } from './member-form';
import { NoteFact } from './note-fact';
import { OwnFields } from './own-fields';
import { useText } from './text';
import { useDossier } from './use-dossier';

type Open = 'fact' | 'consent' | 'member' | 'groups' | null;

/** The same beside the conversation, short, with the acts that are needed there. */
export const DossierBlock = ({ buyer }: { buyer: string }) => {
  const t = useText();
  const found = useDossier(buyer);
  const [open, setOpen] = useState<Open>(null);
  if (found.isPending) return <Loading rows={3} />;
  if (found.isError) return <LoadFailed error={found.error} onRetry={() => void found.refetch()} />;
  const dossier = found.data;
  const close = () => setOpen(null);
  const isOpen = dossier.suggestions.some((one) => one.state === 'open');
  return (
    <div className={css['block']}>
      <MemberLine dossier={dossier} />
      {dossier.groups.length > 0 && (
        <span className={css['line']}>
          {dossier.groups.map((group) => (
            <span key={group.id} className={css['kind']} title={group.purpose}>
              {group.name}
            </span>
          ))}
        </span>
      )}
      <OwnFields buyer={buyer} />
      <Facts dossier={dossier} />
      {isOpen && <SuggestionItems dossier={dossier} only="open" />}
      <ConsentList dossier={dossier} onlyStanding />
      {dossier.mayEdit && (
        <Space wrap size={[6, 6]}>
          <Button size="small" onClick={() => setOpen('fact')}>
            {t('addFact')}
          </Button>
          <Button size="small" onClick={() => setOpen('consent')}>
            {t('addConsent')}
          </Button>
          <Button size="small" onClick={() => setOpen('member')}>
            {t('setMember')}
          </Button>
          <Button size="small" onClick={() => setOpen('groups')}>
            {t('groups')}
          </Button>
        </Space>
      )}
      {open === 'fact' && <NoteFact buyer={buyer} onDone={close} />}
      {open === 'consent' && <ConsentForm buyer={buyer} onDone={close} />}
      {open === 'member' && <MemberForm buyer={buyer} member={dossier.member} onDone={close} />}
      {open === 'groups' && <GroupsForm buyer={buyer} now={dossier.groups.map((one) => one.id)} onDone={close} />}
    </div>
  );
};
