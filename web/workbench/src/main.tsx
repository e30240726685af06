import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Workbench } from '@/app/workbench';
import '@/shared/ui/global.css';

const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <Workbench />
    </StrictMode>,
  );
}
