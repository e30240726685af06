import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Workbench } from '@/app/workbench';
import { wordsReady } from '@/shared/i18n/dictionary';
import '@/shared/ui/global.css';

const root = document.getElementById('root');
if (root !== null) {
  void wordsReady().then(() => {
    createRoot(root).render(
      <StrictMode>
        <Workbench />
      </StrictMode>,
    );
  });
}
