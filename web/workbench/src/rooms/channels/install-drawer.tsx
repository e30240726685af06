import { useState } from 'react';
import { Alert, App, Button, Drawer, Segmented } from 'antd';
import { toProblem } from '@/shared/api/problem';
import { useMay } from '@/shared/session';
import css from './channels.module.css';
import { CopyBlock } from './copy-block';
import { identityTag, scriptTag, signSamples } from './embed-samples';
import { useText } from './text';
import { useRotateSecret } from './use-channels';
import type { Channel } from './wire';

type InstallDrawerProps = { channel: Channel; onSecret: (secret: string) => void; onClose: () => void };

const isLocal = (host: string): boolean => /^(localhost|127\.|\[::1\])/.test(host);

/** How the channel gets into the shop's pages, and how signed-in buyers are known. */
export const InstallDrawer = ({ channel, onSecret, onClose }: InstallDrawerProps) => {
  const t = useText();
  const { modal, message } = App.useApp();
  const mayEdit = useMay('reception.channel.edit');
  const rotate = useRotateSecret((changed) => onSecret(changed.secret ?? ''));
  const ask = () =>
    void modal.confirm({
      title: t('rotateTitle'),
      content: t('rotateText'),
      okText: t('rotate'),
      okButtonProps: { danger: true },
      onOk: () => rotate.mutateAsync(channel).catch((error: unknown) => void message.error(toProblem(error).detail)),
    });
  return (
    <Drawer open size={560} title={t('useTitle', { name: channel.name })} onClose={onClose}>
      {channel.kind === 'web' ? <IntoPages channel={channel} /> : <ForBridge channel={channel} />}
      <h2 className={css['step']}>{t('secret')}</h2>
      <p>{t('secretHidden')}</p>
      {mayEdit && (
        <Button loading={rotate.isPending} onClick={ask}>
          {t('rotate')}
        </Button>
      )}
    </Drawer>
  );
};

const IntoPages = ({ channel }: { channel: Channel }) => {
  const t = useText();
  const [language, setLanguage] = useState(signSamples[0]?.name ?? '');
  const { origin, hostname } = window.location;
  const sample = signSamples.find((one) => one.name === language);
  return (
    <>
      <h2 className={css['step']}>{t('step1')}</h2>
      <p>{t('step1Text')}</p>
      <CopyBlock label={t('step1')} text={scriptTag(origin, channel.publicKey)} />
      {isLocal(hostname) && <Alert type="warning" showIcon title={t('localOrigin', { origin })} />}
      <h2 className={css['step']}>{t('step2')}</h2>
      <p>{t('step2Text')}</p>
      <p>{t('step2Page')}</p>
      <CopyBlock label={t('step2Page')} text={identityTag(t('sampleName'))} />
      <p>{t('step2Server')}</p>
      <Segmented
        size="small"
        value={language}
        onChange={setLanguage}
        options={signSamples.map((one) => one.name)}
        className={css['languages'] ?? ''}
      />
      <CopyBlock label={t('step2Server')} text={sample?.code ?? ''} />
    </>
  );
};

/** A bridge program between the platform and this house: where it hands in, and how both sides sign. */
const ForBridge = ({ channel }: { channel: Channel }) => {
  const t = useText();
  const { origin, hostname } = window.location;
  return (
    <>
      <p>{t('bridgeText')}</p>
      <h2 className={css['step']}>{t('bridgeIn')}</h2>
      <p>{t('bridgeInText')}</p>
      <CopyBlock label={t('bridgeIn')} text={`${origin}/api/reception/callbacks/${channel.publicKey}`} />
      {isLocal(hostname) && <Alert type="warning" showIcon title={t('localOrigin', { origin })} />}
      <h2 className={css['step']}>{t('bridgeOut')}</h2>
      <p>
        {channel.settings.outboundUrl === ''
          ? t('bridgeOutNone')
          : t('bridgeOutText', { url: channel.settings.outboundUrl })}
      </p>
    </>
  );
};
