;;; gait-mode.el --- Training plans checked while you type  -*- lexical-binding: t; -*-

;; Version: 0.1.0
;; Package-Requires: ((emacs "28.2") (eglot "1.9"))
;; SPDX-License-Identifier: MIT OR Apache-2.0

;;; Commentary:

;; A mode for plans (`*.plan.ron') and settings (`gait.ron'), and their server for Eglot: `gait lsp'.
;;
;;   (add-to-list 'load-path "…/crates/gait-lsp/editors/emacs")
;;   (require 'gait-mode)
;;   (add-hook 'gait-mode-hook #'eglot-ensure)

;;; Code:

(defgroup gait nil
  "Training plans as source code."
  :group 'languages)

(defcustom gait-command '("gait" "lsp")
  "The command that starts the language server."
  :type '(repeat string)
  :group 'gait)

(defvar gait-mode-syntax-table
  (let ((table (make-syntax-table)))
    (modify-syntax-entry ?/ ". 124" table)
    (modify-syntax-entry ?* ". 23bn" table)
    (modify-syntax-entry ?\n ">" table)
    (modify-syntax-entry ?\" "\"" table)
    (modify-syntax-entry ?\\ "\\" table)
    (modify-syntax-entry ?- "_" table)
    (modify-syntax-entry ?_ "_" table)
    table)
  "Comments, strings and brackets of RON.")

(defconst gait-font-lock-keywords
  '(("gait: allow([^)]*)" 0 font-lock-warning-face prepend)
    ("\\_<[A-Z][A-Za-z0-9_]*\\_>" . font-lock-type-face)
    ("\\_<\\([a-z_][A-Za-z0-9_]*\\)\\s-*:" 1 font-lock-variable-name-face)
    ("\\_<\\(true\\|false\\)\\_>" . font-lock-constant-face))
  "What stands out besides comments and strings.")

(defun gait-indent-line ()
  "Indent by four columns for each bracket that is open."
  (interactive)
  (let* ((depth (save-excursion
                  (back-to-indentation)
                  (let ((open (car (syntax-ppss))))
                    (if (looking-at "[])}]") (1- open) open))))
         (column (* 4 (max 0 depth))))
    (if (<= (current-column) (current-indentation))
        (indent-line-to column)
      (save-excursion (indent-line-to column)))))

;;;###autoload
(define-derived-mode gait-mode prog-mode "Gait"
  "Major mode for training plans and their settings."
  (setq-local comment-start "// ")
  (setq-local comment-end "")
  (setq-local comment-start-skip "//+\\s-*")
  (setq-local indent-tabs-mode nil)
  (setq-local indent-line-function #'gait-indent-line)
  (setq-local font-lock-defaults '(gait-font-lock-keywords)))

;;;###autoload
(add-to-list 'auto-mode-alist '("\\.plan\\.ron\\'" . gait-mode))
;;;###autoload
(add-to-list 'auto-mode-alist '("/gait\\.ron\\'" . gait-mode))

(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs
               (cons 'gait-mode (lambda (&rest _) gait-command))))

(provide 'gait-mode)
;;; gait-mode.el ends here
