import { useEffect } from 'react';
import { App } from 'antd';
import { useNavigate } from 'react-router';
import { useMay } from '@/shared/session';
import { useTextsText } from './text';
import { useOwnRings } from './use-texts';

/** Told once in a window, and again when there is more. */
const toldKey = 'zhanggui.texts.told';

/** Tells whoever keeps words that they fail under the book in force. */
export const OwnTextsNotice = () => (useMay('reception.message.send') ? <Notice /> : null);

const Notice = () => {
  const t = useTextsText();
  const navigate = useNavigate();
  const { notification } = App.useApp();
  const { data } = useOwnRings();
  useEffect(() => {
    if (data === undefined) return;
    const all = data.phrases + data.signatures;
    if (all > Number(sessionStorage.getItem(toldKey) ?? 0)) {
      notification.warning({
        key: 'own-texts',
        placement: 'bottomLeft',
        title: t('ownTitle'),
        description: t('ownText', { phrases: data.phrases, signatures: data.signatures }),
        onClick: () => {
          notification.destroy('own-texts');
          void navigate(data.phrases > 0 ? '/floor/phrases?view=rings' : '/floor/accounts');
        },
      });
    }
    sessionStorage.setItem(toldKey, String(all));
  }, [data, notification, navigate, t]);
  return null;
};
