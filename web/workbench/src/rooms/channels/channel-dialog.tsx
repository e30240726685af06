import { Suspense, useState } from 'react';
import { Alert, Form, Input, Modal, Select } from 'antd';
import { KeptWords } from '@/rooms/reception';
import { toProblem } from '@/shared/api/problem';
import { useChannelKind } from '@/shared/i18n/channel-kind';
import { useLanguage } from '@/shared/i18n/language';
import { useSharedText } from '@/shared/i18n/shared-text';
import { ChannelPreview } from './channel-preview';
import css from './channels.module.css';
import { standardColour } from './colour';
import { useText } from './text';
import { useSaveChannel } from './use-channels';
import { bridgedKinds, isBridged, noSettings, type Channel } from './wire';

type ChannelDialogProps = { channel: Channel | null; onSaved: (saved: Channel) => void; onClose: () => void };

const sitesOf = (text: string): string[] =>
  text
    .split(/[\s,，;；]+/)
    .map((site) => site.trim().replace(/\/+$/, ''))
    .filter((site) => site !== '');

/** Makes or changes a web channel; what was typed stays when the server refuses, with its sentence at the field. */
export const ChannelDialog = ({ channel, onSaved, onClose }: ChannelDialogProps) => {
  const t = useText();
  const shared = useSharedText();
  const spoken = useLanguage();
  const kindName = useChannelKind();
  const [kind, setKind] = useState(channel?.kind ?? 'web');
  const [name, setName] = useState(channel?.name ?? '');
  const [settings, setSettings] = useState(channel?.settings ?? noSettings);
  const [sites, setSites] = useState((channel?.settings.origins ?? []).join('\n'));
  const save = useSaveChannel(onSaved);
  const problem = save.error === null ? null : toProblem(save.error);
  const wrong = (field: string) =>
    problem?.field === field ? { validateStatus: 'error' as const, help: problem.detail } : {};
  const isElsewhere =
    problem !== null &&
    ![
      'name',
      'settings.colour',
      'settings.origins',
      'settings.guardReason',
      'settings.outboundUrl',
      ...textFields.map((f) => `settings.${f}`),
    ].includes(problem.field ?? '');
  const words = (field: (typeof textFields)[number], hint?: string) => (
    <Form.Item label={t(field)} htmlFor={`channel-${field}`} extra={hint} {...wrong(`settings.${field}`)}>
      <Input.TextArea
        id={`channel-${field}`}
        maxLength={500}
        autoSize={{ minRows: 1, maxRows: 4 }}
        value={settings[field]}
        onChange={(event) => setSettings({ ...settings, [field]: event.target.value })}
      />
    </Form.Item>
  );
  return (
    <Modal
      open
      width={720}
      title={t(channel === null ? 'addTitle' : 'editTitle')}
      okText={shared('save')}
      okButtonProps={{ disabled: name.trim() === '', loading: save.isPending }}
      onOk={() =>
        save.mutate({
          channel,
          form: {
            kind,
            name: name.trim(),
            settings: { ...settings, origins: sitesOf(sites) },
            isEnabled: channel?.isEnabled ?? true,
          },
        })
      }
      onCancel={onClose}
    >
      <div className={css['dialog']} data-plain={kind !== 'web'}>
        <Form layout="vertical">
          {channel === null && (
            <Form.Item label={t('kind')} htmlFor="channel-kind">
              <Select
                id="channel-kind"
                value={kind}
                onChange={setKind}
                options={['web', ...bridgedKinds].map((one) => ({ value: one, label: kindName(one) }))}
              />
            </Form.Item>
          )}
          <Form.Item label={t('name')} htmlFor="channel-name" required {...wrong('name')}>
            <Input
              id="channel-name"
              autoFocus
              maxLength={40}
              placeholder={t('nameHint')}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          </Form.Item>
          {isBridged(kind) && (
            <Form.Item
              label={t('outbound')}
              htmlFor="channel-outbound"
              extra={t('outboundHint')}
              {...wrong('settings.outboundUrl')}
            >
              <Input
                id="channel-outbound"
                maxLength={500}
                placeholder={t('outboundSample')}
                value={settings.outboundUrl}
                onChange={(event) => setSettings({ ...settings, outboundUrl: event.target.value.trim() })}
              />
            </Form.Item>
          )}
          {kind === 'web' && (
            <>
              <Form.Item
                label={t('colour')}
                htmlFor="channel-colour"
                extra={t('colourHint')}
                {...wrong('settings.colour')}
              >
                <input
                  id="channel-colour"
                  type="color"
                  className={css['swatch']}
                  value={settings.colour === '' ? standardColour : settings.colour}
                  onChange={(event) => setSettings({ ...settings, colour: event.target.value })}
                />
              </Form.Item>
              {words('greetingZh', t('greetingHint'))}
              {words('greetingEn')}
              {words('offlineZh', t('offlineHint'))}
              {words('offlineEn')}
              <Suspense fallback={null}>
                <KeptWords
                  text={textFields.map((field) => settings[field]).join('\n')}
                  reason={settings.guardReason}
                  onReason={(guardReason) => setSettings({ ...settings, guardReason })}
                  wrong={wrong('settings.guardReason')}
                />
              </Suspense>
              <Form.Item
                label={t('origins')}
                htmlFor="channel-origins"
                extra={t('originsHint')}
                {...wrong('settings.origins')}
              >
                <Input.TextArea
                  id="channel-origins"
                  autoSize={{ minRows: 2, maxRows: 6 }}
                  value={sites}
                  onChange={(event) => setSites(event.target.value)}
                />
              </Form.Item>
            </>
          )}
          {isElsewhere && <Alert type="error" showIcon title={problem.detail} />}
        </Form>
        {kind === 'web' && (
          <ChannelPreview
            colour={settings.colour === '' ? standardColour : settings.colour}
            greeting={spoken === 'en' ? settings.greetingEn : settings.greetingZh}
          />
        )}
      </div>
    </Modal>
  );
};

const textFields = ['greetingZh', 'greetingEn', 'offlineZh', 'offlineEn'] as const;
