import { useState } from 'react';
import { App, Button } from 'antd';
import { toProblem } from '@/shared/api/problem';
import { useChannelKind } from '@/shared/i18n/channel-kind';
import { useLanguage } from '@/shared/i18n/language';
import { useMay } from '@/shared/session';
import { Page } from '@/shared/ui/page';
import { Loading, LoadFailed, NoRight, State } from '@/shared/ui/states';
import { ChannelDialog } from './channel-dialog';
import css from './channels.module.css';
import { standardColour } from './colour';
import { InstallDrawer } from './install-drawer';
import { SecretDialog } from './secret-dialog';
import { useText } from './text';
import { useChannels, useSaveChannel } from './use-channels';
import { isBridged, type Channel } from './wire';

type Open = { kind: 'add' } | { kind: 'edit' | 'install'; id: string } | null;

export const ChannelsPage = () => {
  const t = useText();
  const mayRead = useMay('reception.channel.read');
  const mayEdit = useMay('reception.channel.edit');
  const { message } = App.useApp();
  const list = useChannels();
  const [open, setOpen] = useState<Open>(null);
  /** What is shown once, and what comes after it has been kept. */
  const [secret, setSecret] = useState<{ text: string; next: Open } | null>(null);
  if (!mayRead) {
    return (
      <Page title={t('channels')}>
        <NoRight right={t('right')} />
      </Page>
    );
  }
  const channels = list.data?.channels ?? [];
  const chosen = open !== null && 'id' in open ? channels.find((one) => one.id === open.id) : undefined;
  const add = mayEdit ? (
    <Button type="primary" onClick={() => setOpen({ kind: 'add' })}>
      {t('add')}
    </Button>
  ) : undefined;
  const onSaved = (saved: Channel) => {
    void message.success(t(open?.kind === 'add' ? 'added' : 'saved'));
    const next: Open = open?.kind === 'add' ? { kind: 'install', id: saved.id } : null;
    const isNew = typeof saved.secret === 'string';
    setOpen(isNew ? null : next);
    if (isNew) setSecret({ text: saved.secret ?? '', next });
  };
  return (
    <Page title={t('channels')} subtitle={t('subtitle')} actions={channels.length > 0 ? add : undefined}>
      {list.isPending && <Loading rows={6} />}
      {list.isError && <LoadFailed error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && channels.length === 0 && <State title={t('emptyTitle')} text={t('emptyText')} action={add} />}
      <div className={css['cards']}>
        {channels.map((channel) => (
          <ChannelCard key={channel.id} channel={channel} mayEdit={mayEdit} onOpen={setOpen} />
        ))}
      </div>
      {open?.kind === 'add' && <ChannelDialog channel={null} onSaved={onSaved} onClose={() => setOpen(null)} />}
      {open?.kind === 'edit' && chosen !== undefined && (
        <ChannelDialog key={chosen.id} channel={chosen} onSaved={onSaved} onClose={() => setOpen(null)} />
      )}
      {open?.kind === 'install' && chosen !== undefined && (
        <InstallDrawer
          channel={chosen}
          onSecret={(text) => setSecret({ text, next: open })}
          onClose={() => setOpen(null)}
        />
      )}
      {secret !== null && (
        <SecretDialog
          secret={secret.text}
          onKept={() => {
            setSecret(null);
            setOpen(secret.next);
          }}
        />
      )}
    </Page>
  );
};

type CardProps = { channel: Channel; mayEdit: boolean; onOpen: (open: Open) => void };

const ChannelCard = ({ channel, mayEdit, onOpen }: CardProps) => {
  const t = useText();
  const kindName = useChannelKind();
  const { settings } = channel;
  return (
    <article className={css['card']} data-off={!channel.isEnabled} aria-label={channel.name}>
      <header className={css['cardHead']}>
        {channel.kind === 'web' && (
          <span
            className={css['dot']}
            title={settings.colour === '' ? t('ownColour') : settings.colour}
            style={{ background: settings.colour === '' ? standardColour : settings.colour }}
          />
        )}
        <h2 className={css['cardName']} title={channel.name}>
          {channel.name}
        </h2>
        <span className={css['kind']}>{kindName(channel.kind)}</span>
        <span className={css['state']} data-on={channel.isEnabled}>
          {t(channel.isEnabled ? 'inUse' : 'stopped')}
        </span>
      </header>
      {channel.kind === 'web' ? <WebFacts channel={channel} /> : <OtherFacts channel={channel} />}
      <footer className={css['acts']}>
        {(channel.kind === 'web' || isBridged(channel.kind)) && (
          <Button size="small" onClick={() => onOpen({ kind: 'install', id: channel.id })}>
            {t('use')}
          </Button>
        )}
        {mayEdit && (
          <>
            <Button size="small" onClick={() => onOpen({ kind: 'edit', id: channel.id })}>
              {t('edit')}
            </Button>
            <Switcher channel={channel} />
          </>
        )}
      </footer>
    </article>
  );
};

const WebFacts = ({ channel: { settings } }: { channel: Channel }) => {
  const t = useText();
  const spoken = useLanguage();
  const greeting = (spoken === 'en' && settings.greetingEn) || settings.greetingZh || settings.greetingEn;
  const offline = (spoken === 'en' && settings.offlineEn) || settings.offlineZh || settings.offlineEn;
  return (
    <dl className={css['facts']}>
      <dt>{t('greeting')}</dt>
      <dd>{greeting === '' ? t('noGreeting') : greeting}</dd>
      <dt>{t('offline')}</dt>
      <dd>{offline === '' ? t('bookWords') : offline}</dd>
      <dt>{t('sites')}</dt>
      <dd>{settings.origins.length === 0 ? t('anySite') : settings.origins.join(' ')}</dd>
    </dl>
  );
};

const OtherFacts = ({ channel: { kind, settings } }: { channel: Channel }) => {
  const t = useText();
  if (!isBridged(kind)) return <p className={css['note']}>{t('byHand')}</p>;
  return (
    <dl className={css['facts']}>
      <dt>{t('outbound')}</dt>
      <dd>{settings.outboundUrl === '' ? t('notConnected') : settings.outboundUrl}</dd>
    </dl>
  );
};

/** Starting is harmless; stopping cuts buyers off and says so first. */
const Switcher = ({ channel }: { channel: Channel }) => {
  const t = useText();
  const { message, modal } = App.useApp();
  const save = useSaveChannel((saved) => void message.success(t(saved.isEnabled ? 'startedNow' : 'stoppedNow')));
  const turn = () =>
    save
      .mutateAsync({
        channel,
        form: { kind: channel.kind, name: channel.name, settings: channel.settings, isEnabled: !channel.isEnabled },
      })
      .catch((error: unknown) => void message.error(toProblem(error).detail));
  const ask = () =>
    void modal.confirm({
      title: t('stopTitle', { name: channel.name }),
      content: t('stopText'),
      okText: t('stop'),
      okButtonProps: { danger: true },
      onOk: turn,
    });
  return (
    <Button size="small" loading={save.isPending} onClick={channel.isEnabled ? ask : () => void turn()}>
      {t(channel.isEnabled ? 'stop' : 'start')}
    </Button>
  );
};
